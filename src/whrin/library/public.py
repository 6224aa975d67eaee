"""What every page about one work begins with: the work, if a reader may see it, in the language asked for."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from whrin.design.errors import error_page
from whrin.library.models import LanguageVersion, Work
from whrin.library.record_page import Merged, NotPublic, Withdrawn, refuse_unless_public

#: A page number with more digits than this is none.
MOST_DIGITS = 10
View = Callable[..., HttpResponseBase]


def for_readers(view: View) -> View:
    """Answer for a view that meets a work readers may not see: not found, moved, or withdrawn and why."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        try:
            return view(request, *args, **named)
        except NotPublic as refusal:
            raise Http404 from refusal
        except Merged as refusal:
            return redirect("library:record", str(refusal), permanent=True)
        except Withdrawn as refusal:
            return error_page(request, 410, heading=_("This resource was withdrawn"), detail=str(refusal))

    return guarded


def version_of(slug: str, language: str, *relations: str) -> LanguageVersion:
    """Return a published work's version in `language`, its work beside it. `relations`: what else of the
    work will be read. Raises NotPublic or Withdrawn.
    """
    addressable = Work.objects.addressable().select_related("merged_into")
    work = addressable.filter(slug=slug).prefetch_related("versions", *relations).first()
    if work is None:
        raise NotPublic
    refuse_unless_public(work, str(work))
    found = [one for one in work.versions.all() if one.language.lower() == language.lower()]
    if not found:
        raise NotPublic
    found[0].work = work
    return found[0]


def page_asked(request: HttpRequest) -> int:
    """Return the page (from 1) that an address asks for; the first for anything that is no number."""
    written = request.GET.get("page", "")
    is_number = written.isdecimal() and written.isascii() and len(written) < MOST_DIGITS
    return max(1, int(written)) if is_number else 1
