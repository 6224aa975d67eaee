"""Care of the library on the desk: what waits, and what records lack."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from whrin.library.desk_works import person_at
from whrin.library.enums import Extraction, Fixity, LinkState, Status
from whrin.library.gaps import GAPS, counts, works_with
from whrin.library.likely_doubles import likely_doubles
from whrin.library.models import Link, StoredFile, Suggestion, Work

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_PER_PAGE = 50
_STATUSES = (Status.PUBLISHED, Status.IN_REVIEW, Status.DRAFT)


@dataclass(frozen=True)
class Waiting:
    """A kind of work that waits: how much of it, and where."""

    label: "StrOrPromise"
    number: int
    address: str


def overview(request: HttpRequest) -> HttpResponse:
    """Show what waits for a librarian with an hour."""
    person_at(request)
    return TemplateResponse(request, "library/desk/care.html", {"waiting": list(_waiting()), "gaps": _gaps()})


def gaps(request: HttpRequest) -> HttpResponse:
    """List the works that lack one thing."""
    person_at(request)
    gap, status = request.GET.get("gap", ""), request.GET.get("status", "")
    gap = gap if gap in GAPS else next(iter(GAPS))
    status = status if status in Status.values else ""
    page = Paginator(works_with(gap, status).prefetch_related("versions"), _PER_PAGE).get_page(
        request.GET.get("p")
    )
    context = {
        "page": page,
        "gap": gap,
        "gaps": [(name, each.label) for name, each in GAPS.items()],
        "status": status,
        "statuses": [("", _("All")), *((each.value, each.label) for each in _STATUSES)],
        "asked": f"gap={gap}&status={status}",
    }
    return TemplateResponse(request, "library/desk/gaps.html", context)


def _waiting() -> Iterator[Waiting]:
    suggested = Suggestion.objects.filter(state=Suggestion.State.WAITING).count()
    in_review = Work.objects.filter(status=Status.IN_REVIEW).count()
    yield Waiting(_("Suggestions of readers"), suggested, reverse("care:suggestions"))
    yield Waiting(
        _("Works in review"), in_review, f"{reverse('works:index')}?status={Status.IN_REVIEW.value}"
    )
    yield Waiting(_("Likely doubles"), len(likely_doubles()), reverse("care:doubles"))
    links = dict(Link.objects.order_by().values_list("state").annotate(Count("id")))
    for state, label in (
        (LinkState.BROKEN, _("Broken links")),
        (LinkState.MOVED, _("Links that have moved")),
        (LinkState.DOUBTFUL, _("Doubtful links")),
    ):
        yield Waiting(label, links.get(state.value, 0), f"{reverse('care:links')}?state={state.value}")
    files = StoredFile.objects.aggregate(
        damaged=Count("id", filter=Q(fixity=Fixity.DAMAGED)),
        missing=Count("id", filter=Q(fixity=Fixity.MISSING)),
        failed=Count("id", filter=Q(extraction=Extraction.FAILED)),
        waiting=Count("id", filter=Q(extraction=Extraction.WAITING)),
    )
    for state_of_file, label in (
        ("damaged", _("Damaged files")),
        ("missing", _("Missing files")),
        ("failed", _("Files whose text could not be read")),
        ("waiting", _("Files that wait to be read")),
    ):
        address = f"{reverse('care:files')}?state={state_of_file}"
        yield Waiting(label, files[state_of_file], address)


def _gaps() -> list[Waiting]:
    found = counts()
    return [
        Waiting(gap.label, found[name], f"{reverse('care:gaps')}?gap={name}") for name, gap in GAPS.items()
    ]
