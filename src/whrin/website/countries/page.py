"""What a page of a country, a part or a region shows, out of all rooms, in a fixed number of questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Prefetch
from django.urls import reverse

from whrin.kit.languages import direction_of
from whrin.library.actions.showing import SHELF
from whrin.organisations.models import Organisation
from whrin.organisations.queries import public_organisations
from whrin.places.outlines import Outline, Spot, outline_of_country
from whrin.places.queries import names_of_countries
from whrin.search.queries import find
from whrin.services.enums import Cost, Precision, Status, TermKind
from whrin.services.figures.counting import Figures, InCountry
from whrin.services.figures.gathering import figures_for, mapping_surveys
from whrin.services.freshness import age_of
from whrin.services.models import Place, Round, Service
from whrin.services.queries import public_services, terms_of
from whrin.services.rounds.published import last_round
from whrin.services.rounds.shown import title_of
from whrin.services.rounds.words import Words
from whrin.services.saying import term_label
from whrin.website.countries import drawing
from whrin.website.countries.areas import Area, country_addresses
from whrin.website.countries.drawing import Kind, Side
from whrin.website.countries.expected import Expected, expected_in
from whrin.website.countries.reported import Reported, reported_in
from whrin.website.countries.watched import Watched, watched_in

#: Services and organisations that the page names; the rest stands on their own lists.
MOST_SERVICES, MOST_ORGANISATIONS, MOST_WORKS = 6, 6, 3
#: Countries that a region names though nothing is known of them; a wider one leads to the table of all.
MOST_SILENT = 110
#: Points on the outline: more of them cover each other.
MOST_SPOTS = 100
_MOST_KINDS = 4


@dataclass(frozen=True)
class Line:
    """A service as the page names it: `facts` in the reader's language, `kinds` of service."""

    name: str
    address: str
    language: str
    direction: str
    facts: Sequence[str]
    kinds: Sequence[str]
    checked: str


@dataclass(frozen=True)
class CountryRow:
    """A row of a region's table."""

    name: str
    address: str
    counts: InCountry


@dataclass(frozen=True)
class AreaPage:
    """Everything a template shows. `more`: services beyond those named. `silent`: countries of a region that
    nothing is known of, with their pages; none where they are too many. `surveys`: addresses of mapping
    surveys that are open. `round_title`: of the last mapping round there, from which on changes are counted;
    None: there was none, and it is a year.
    """

    area: Area
    figures: Figures
    heads: Sequence[tuple[str, int]]
    services: Sequence[Line]
    more: int
    services_query: str
    gaps: Sequence[str]
    kinds: Sequence[Kind]
    sides: Sequence[Side]
    informants: Sequence[tuple[str, str]]
    changes: Sequence[tuple[str, int]]
    countries: Sequence[CountryRow]
    silent: Sequence[tuple[str, str]]
    organisations: Sequence[tuple[Organisation, str]]
    organisations_address: str
    works: Sequence[Mapping[str, Any]]
    works_total: int
    works_address: str
    surveys: Sequence[str]
    watched: Watched
    reported: Reported | None
    expected: Expected | None
    round_title: Words | None
    round_address: str
    outline: Outline | None = None


def page_of(area: Area, language: str) -> AreaPage:
    """Return what a page shows. `language`: that names and labels are given in."""
    figures, last = figures_of(area), round_of(area)
    where = {"region" if area.is_region else "country": area.code.partition("-")[0]}
    if area.is_region:
        where = {"region": area.code}
    lines = [] if area.is_region else _lines(area, language)
    works = find(shelf=SHELF, filters={name: [code] for name, code in where.items()}, size=MOST_WORKS)
    rows = _countries(area, figures, language)
    return AreaPage(
        area=area,
        figures=figures,
        heads=drawing.heads(figures, language),
        services=lines,
        more=figures.services - len(lines),
        services_query="?" + urlencode({"part": area.part} if area.part else where),
        gaps=drawing.gaps(figures, language),
        kinds=drawing.kinds(figures, terms_of(TermKind.TYPE), language),
        sides=drawing.sides(figures, terms_of(TermKind.ATTRIBUTE), language),
        informants=drawing.informants(figures),
        changes=drawing.changes(figures),
        countries=rows,
        silent=_silent(area, figures, language),
        organisations=[] if area.is_region or area.part else _organisations(area),
        organisations_address=f"{reverse('organisations:list')}?{urlencode(where)}",
        works=[hit.card for hit in works.hits],
        works_total=works.total,
        works_address=f"{reverse('library:list')}?{urlencode(where)}",
        surveys=[reverse("filling:form", args=[name]) for name in mapping_surveys()[:1]],
        watched=watched_in(area, language),
        reported=reported_in(area),
        expected=expected_in(area, language),
        round_title=title_of(last, language) if last else None,
        round_address=reverse("services:round", args=[last.slug]) if last else "",
        outline=None if area.is_region or area.part else _outline(area, language),
    )


def figures_of(area: Area) -> Figures:
    """Return the figures of an area: changes since its last mapping round, or else within a year."""
    last = round_of(area)
    return figures_for(area.countries, part=area.part, since=last.published_on if last else None)


def round_of(area: Area) -> Round | None:
    """Return the last published mapping round of a region, or of any that a country lies in."""
    return last_round(region=area.code) if area.is_region else last_round(country=area.countries[0])


def _outline(area: Area, language: str) -> Outline | None:
    """Return the country's outline with the services whose address may be told."""
    exact = Place.objects.filter(
        service__in=public_services()
        .filter(country__in=area.countries)
        .exclude(status=Status.CLOSED)
        .order_by(),
        precision=Precision.EXACT,
        latitude__isnull=False,
    ).select_related("service")
    spots = [
        Spot(
            float(place.latitude or 0),
            float(place.longitude or 0),
            place.service.name,
            reverse("services:service", args=[place.service.slug]),
        )
        for place in exact.order_by("pk")[:MOST_SPOTS]
    ]
    return outline_of_country(area.code, language, spots)


def _lines(area: Area, language: str) -> list[Line]:
    """Return the services that were checked last, those nobody has checked after them."""
    found = public_services().filter(country__in=area.countries).exclude(status=Status.CLOSED)
    if area.part:
        found = found.filter(part=area.part)
    newest = F("checked_on").desc(nulls_last=True)
    related = ("types", Prefetch("places", Place.objects.only("service", "city")))
    return [
        _line(service, language)
        for service in found.order_by(newest, "name", "pk").prefetch_related(*related)[:MOST_SERVICES]
    ]


def _line(service: Service, language: str) -> Line:
    cities = sorted({place.city for place in service.places.all() if place.city})
    facts = [
        *([", ".join(cities)] if cities else []),
        *([str(Status.PAUSED.label)] if service.status == Status.PAUSED else []),
        *([str(Cost.FREE.label)] if service.cost == Cost.FREE else []),
    ]
    kinds = [term_label(TermKind.TYPE, term.slug, language) for term in service.types.all()]
    return Line(
        name=service.name,
        address=reverse("services:service", args=[service.slug]),
        language=service.language,
        direction=direction_of(service.language),
        facts=facts,
        kinds=kinds[:_MOST_KINDS],
        checked=age_of(service).sentence,
    )


def _countries(area: Area, figures: Figures, language: str) -> list[CountryRow]:
    if not area.is_region:
        return []
    page = country_addresses()
    return [
        CountryRow(name, page(code), figures.countries[code])
        for code, name in names_of_countries(language).items()
        if code in figures.countries
    ]


def _silent(area: Area, figures: Figures, language: str) -> list[tuple[str, str]]:
    if not area.is_region:
        return []
    silent, page = set(area.countries) - set(figures.countries), country_addresses()
    if len(silent) > MOST_SILENT:
        return []
    return [(name, page(code)) for code, name in names_of_countries(language).items() if code in silent]


def _organisations(area: Area) -> list[tuple[Organisation, str]]:
    found = public_organisations().filter(country__in=area.countries)[:MOST_ORGANISATIONS]
    return [(each, direction_of(each.language)) for each in found]
