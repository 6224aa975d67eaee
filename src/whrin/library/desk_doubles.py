"""Likely doubles on the desk: the pairs, and one of them side by side."""

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.library.actions.merging import keep_apart, merge
from whrin.library.comparison import compare, with_everything
from whrin.library.desk_works import person_at
from whrin.library.likely_doubles import likely_doubles, look_again
from whrin.library.models import Work
from whrin.library.refusals import LibraryRefusal

_PER_PAGE = 25


def doubles(request: HttpRequest) -> HttpResponse:
    """List the pairs that wait, the surest first; a POST looks through a large collection anew."""
    person_at(request)
    if request.method == "POST":
        look_again()
        return redirect("care:doubles")
    page = Paginator(likely_doubles(), _PER_PAGE).get_page(request.GET.get("p"))
    keys = {key for pair in page for key in (pair.first, pair.second)}
    works = Work.objects.prefetch_related("versions").in_bulk(keys)
    rows = [(pair, works[pair.first], works[pair.second]) for pair in page]
    return TemplateResponse(request, "library/desk/doubles.html", {"page": page, "rows": rows})


def pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Show two works side by side; a POST makes them one."""
    person = person_at(request)
    both = with_everything(Work.objects.filter(pk__in=[first, second])).in_bulk()
    if len(both) < 2:
        raise Http404
    if request.method == "POST":
        answer = _merged(request, both, person)
        if answer:
            return answer
    works = [both[first], both[second]]
    context = {
        "works": [(work, work.changed_at.isoformat()) for work in works],
        "first": works[0],
        "second": works[1],
        "rows": compare(*works),
    }
    return TemplateResponse(request, "library/desk/pair.html", context)


@require_POST
def apart(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Remember that two works only look alike."""
    person = person_at(request)
    both = Work.objects.in_bulk([first, second])
    if len(both) < 2:
        raise Http404
    keep_apart(one=both[first], other=both[second], by=person)
    messages.success(request, str(_("They are kept apart and will not be shown as doubles again.")))
    return redirect("care:doubles")


def _merged(request: HttpRequest, both: dict[int, Work], person: Any) -> HttpResponse | None:
    written = request.POST.get("stays", "")
    stays = next((work for pk, work in both.items() if str(pk) == written), None)
    if stays is None:
        messages.error(request, str(_("Choose which record stays.")))
        return None
    goes = next(work for work in both.values() if work != stays)
    try:
        as_of = (_seen(request, stays), _seen(request, goes))
        merge(stays=stays, goes=goes, as_of=as_of, by=person)
    except LibraryRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    messages.success(request, str(_("The two are one record now. The other address leads to it.")))
    return redirect("care:doubles")


def _seen(request: HttpRequest, work: Work) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(request.POST.get(f"changed-{work.pk}", ""))
    except ValueError:
        return datetime.datetime.min.replace(tzinfo=datetime.UTC)
