"""What a reader takes along: everything that the list finds, as a table or as a feed."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design import atom
from whrin.design.tables import table
from whrin.kit.days import today
from whrin.kit.text import sound
from whrin.policy_index.content import TEXT_PARTS
from whrin.policy_index.enums import Event
from whrin.policy_index.models import Measure
from whrin.policy_index.queries import public_measures, with_everything
from whrin.policy_index.watch.asked import parse
from whrin.policy_index.watch.page import found_for, title_of
from whrin.policy_index.watch.shown import shown

#: Entries of a feed, and rows of a table at most.
FEED_SIZE, MOST = 50, 5_000
COLUMNS = (
    *("id", "address", "country", "part", "kind", "status"),
    *(f"date_{event.value}" for event in Event),
    *("topics", "language", *TEXT_PARTS, "sources"),
    *("checked_on", "checked_as", "changed_on", "is_sample", "day", "licence"),
)


def _found(request: HttpRequest, size: int, sort: str = "") -> list[Measure]:
    """Return what the list finds, in its order, the whole of each."""
    asked = parse(request.GET)
    asked = replace(asked, page=1, facet="", sort=sort or asked.sort)
    keys = [hit.key for hit in found_for(asked, get_language() or "en", size).hits]
    rows = {row.uid.hex: row for row in with_everything(public_measures().filter(uid__in=keys))}
    return [rows[key] for key in keys if key in rows]


@require_safe
def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """Give a table for spreadsheets: a row for each measure and language of its text."""
    found, language = _found(request, MOST), get_language() or "en"
    rows = (_row(measure, tag, language) for measure in found for tag in measure.texts)
    return table(COLUMNS, rows, "measures")


def _row(measure: Measure, tag: str, language: str) -> list[str]:
    page = shown(measure, language, tag)
    sources = [
        " · ".join(filter(None, [each.title, each.publisher, each.published])) for each in page.sources
    ]
    return [
        measure.uid.hex,
        settings.WHRIN_ADDRESS + reverse("policy_index:measure", args=[measure.slug]),
        *(measure.country_id, measure.part_id or "", measure.kind, measure.status),
        *(measure.dates.get(event.value, "") for event in Event),
        "; ".join(slug for slug, _label in page.topics),
        tag,
        *(page.text[name] for name in TEXT_PARTS),
        "; ".join(sources),
        measure.checked_on.isoformat() if measure.checked_on else "",
        measure.checked_as,
        measure.edited_on.isoformat(),
        "yes" if measure.is_sample else "no",
        today().isoformat(),
        settings.WHRIN_DATA_LICENCE,
    ]


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give what a list finds as Atom, the latest changed first."""
    language = get_language() or "en"
    asked = replace(parse(request.GET), sort="changed", page=1, facet="")
    title = title_of(asked, language)
    listed = _("Harmful policies")
    made = atom.begun(
        f"{title} · {listed}" if title else listed,
        page=reverse("policy_index:list") + asked.query(),
        address=reverse("policy_index:feed") + asked.query(),
        language=language,
    )
    for measure in _found(request, FEED_SIZE, "changed"):
        _add(made, measure, language)
    return atom.answer_with(made)


def _add(made: Atom1Feed, measure: Measure, language: str) -> None:
    page = shown(measure, language)
    made.add_item(
        title=sound(f"{page.country}: {page.text['title']}"),
        link=settings.WHRIN_ADDRESS + reverse("policy_index:measure", args=[measure.slug]),
        description=sound(f"{page.kind} · {page.status}\n{page.text['summary']}"),
        unique_id=f"urn:uuid:{measure.uid}",
        unique_id_is_permalink=False,
        updateddate=atom.moment(measure.edited_on),
        categories=[page.kind, page.status],
    )
