"""What the list finds, as a leaflet to fold and to pass on: printed from the page, or as PDF."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.documents.printing import Document, PrintingFailed, answer_with, can_be_set, made_document
from whrin.kit.days import today
from whrin.kit.languages import direction_of
from whrin.services.enums import Cost, Precision
from whrin.services.finding.asked import Asked, parse
from whrin.services.finding.found import found_for, keys_of
from whrin.services.finding.page import title_of
from whrin.services.finding.pages import no_longer_than_true
from whrin.services.finding.rows import services_with
from whrin.services.finding.words import label
from whrin.services.freshness import age_of
from whrin.services.models import Service
from whrin.services.saying import words_of

#: More than this is no leaflet: it would not fit on both sides of a sheet.
MOST = 24


@dataclass(frozen=True)
class Entry:
    """One service of the leaflet, in words; empty where nothing is known.

    `language` and `direction` are those of name, note and conditions.
    """

    name: str
    language: str
    direction: str
    note: str
    conditions: str
    email: str
    website: str
    where: str
    kinds: str
    hours: str
    cost: str
    languages: str
    age: str


@dataclass(frozen=True)
class Leaflet:
    title: str
    entries: list[Entry]
    total: int
    query: str


@require_safe
def leaflet(request: HttpRequest) -> HttpResponse:
    """Show the leaflet of a list, to be printed."""
    asked = parse(request.GET)
    made = _made(asked)
    context = {"leaflet": made, "today": today(), "most": MOST}
    return no_longer_than_true(render(request, "services/finding/leaflet.html", context), asked)


@require_safe
def leaflet_pdf(request: HttpRequest) -> HttpResponseBase:
    """Give the same as a PDF of three columns, made in the background."""
    made = _printable(_made(parse(request.GET)))
    body = render_to_string("services/finding/leaflet_body.html", {"leaflet": made, "most": MOST})
    back = reverse("services:leaflet") + made.query
    try:
        document = Document(
            title=made.title,
            body=body,
            language=get_language() or "en",
            author=_("Women and Harm Reduction International Network"),
            date=today(),
            source=settings.WHRIN_ADDRESS + reverse("services:list") + made.query,
            licence=settings.WHRIN_DATA_LICENCE,
        )
        file = made_document(document, form="pdf", sheet="leaflet")
    except PrintingFailed as failure:
        return error_page(request, 503, heading=_("The leaflet could not be made"), detail=str(failure))
    return answer_with(request, file, name=f"services-{today().isoformat()}", back=back)


def _made(asked: Asked) -> Leaflet:
    language = get_language() or "en"
    asked = replace(asked, page=1, facet="", view="")
    services = list(services_with(keys_of(asked, language, MOST)))
    return Leaflet(
        title=title_of(asked, language) or _("Services"),
        entries=[_entry(service, language) for service in services],
        total=found_for(asked, language, 1).total,
        query=asked.query(),
    )


def _printable(leaflet: Leaflet) -> Leaflet:
    """Return the same without what our fonts have no signs for: one name would cost all the others theirs."""
    entries = [
        replace(
            entry,
            name=_set(entry.name, entry.kinds),
            note=_set(entry.note),
            conditions=_set(entry.conditions),
            where=_set(entry.where),
        )
        for entry in leaflet.entries
    ]
    return replace(leaflet, title=_set(leaflet.title, _("Services")), entries=entries)


def _set(text: str, otherwise: str = "") -> str:
    return text if can_be_set(text) else otherwise


def _entry(service: Service, language: str) -> Entry:
    country = label("country", service.country_id, language)
    places = [
        ", ".join(filter(None, [place.address, f"{place.postal_code} {place.city}".strip()]))
        for place in service.places.all()
        if place.precision in {Precision.EXACT, Precision.CITY}
    ]
    openings = [[one.weekday, one.opens, one.closes, one.for_women] for one in service.openings.all()]
    hours = _("Open day and night") if service.is_always_open else ""
    hours = hours or (words_of("openings", openings, language) if openings else "")
    return Entry(
        name=service.name,
        language=service.language,
        direction=direction_of(service.language),
        note=service.hours_note,
        conditions=service.conditions,
        email=service.contact_email,
        website=service.website,
        where=", ".join(filter(None, ["; ".join(filter(None, places)), country])),
        kinds=", ".join(term.label_in(language) for term in service.types.all()),
        hours=hours,
        cost=label("cost", service.cost, language) if service.cost != Cost.UNKNOWN else "",
        languages=words_of("languages", service.languages, language) if service.languages else "",
        age=age_of(service).sentence,
    )
