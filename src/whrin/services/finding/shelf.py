"""What the search knows of services: words in every language, facets, and the card that lists show.

All of it is public, and of a place no more than its precision tells; an address is on no card.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings

from whrin.places.models import Country, Part
from whrin.places.queries import regions_of
from whrin.search.shelves import Entry, Passage, Shelf
from whrin.services.actions import SHELF
from whrin.services.enums import Cost, Degree, Precision, Status
from whrin.services.finding.openness import hours_of
from whrin.services.models import Place, Service, Term
from whrin.services.queries import public_services, with_everything

#: What the list is narrowed by, in the order of its addresses and of the page.
FACETS = (
    "quick",
    "type",
    "country",
    "part",
    "city",
    "region",
    "attribute",
    "language",
    "cost",
    "led",
    "status",
    "checked",
    "precision",
)
#: Of these everything chosen must fit; of the others, one.
EVERY = frozenset({"quick", "attribute"})
#: Wishes of one word: which attributes fulfil them, answered "yes", or "partly", which the card then says.
QUICK = {
    "women": ("women_only_space", "women_only_hours"),
    "children": ("children",),
    "no_papers": ("no_papers",),
    "trans": ("trans_welcome",),
    "free": ("free",),
}
#: Characters of the description on a card, and of a name's key.
SUMMARY, KEY = 400, 60
_CHUNK = 500


def keys() -> Iterable[str]:
    """Yield the keys of all public services."""
    uids = public_services().order_by("pk").values_list("uid", flat=True)
    return (uid.hex for uid in uids.iterator(chunk_size=_CHUNK))


def entries(wanted: Sequence[str]) -> Iterable[Entry]:
    """Yield entries of those that are public."""
    found = list(with_everything(public_services().select_related("country")).filter(uid__in=wanted))
    groupings = regions_of(service.country_id for service in found)
    for service in found:
        yield _entry(service, groupings[service.country_id])


def city_value(country: str, city: str) -> str:
    """Return a city as the facet keeps it: towns of one name lie in several countries."""
    return f"{country}:{' '.join(city.split())}"


def _entry(service: Service, regions: Sequence[str]) -> Entry:
    organisation = service.organisation
    titles = [Passage(service.name, service.language)]
    if organisation and organisation.name != service.name:
        titles.append(Passage(organisation.name, organisation.language))
    texts = (service.description, service.expect, service.conditions)
    known = max(filter(None, [service.checked_on, service.confirmed_on]), default=None)
    wishes, partly = _wishes(service)
    facets = _facets(service, regions, [*wishes, *partly])
    return Entry(
        key=service.uid.hex,
        title=titles,
        subjects=_subjects(service),
        summary=[Passage(text, service.language) for text in texts if text],
        facets=facets,
        # What somebody has checked stands before what is from a source alone.
        date=int(known.strftime("%Y%m%d")) if known else service.source_year or 0,
        added=int(service.edited_on.strftime("%Y%m%d")),
        card=_card(service, wishes, partly),
    )


def _terms(service: Service, *degrees: str) -> list[Term]:
    """Return the attributes with one of these answers."""
    return [claim.term for claim in service.claims.all() if claim.value in degrees]


def _cities(service: Service) -> list[str]:
    told = {Precision.CITY, Precision.EXACT}
    cities = [place.city for place in service.places.all() if place.precision in told and place.city]
    return list(dict.fromkeys(" ".join(city.split()) for city in cities))


def _subjects(service: Service) -> list[Passage]:
    """One passage a language: the search pays for each passage."""
    words: dict[str, dict[str, None]] = {}
    for term in [*service.types.all(), *_terms(service, Degree.YES, Degree.PARTLY)]:
        for language, label in term.labels.items():
            words.setdefault(language, {})[label] = None
    for language in {service.language, *dict(settings.LANGUAGES)}:
        places: list[Country | Part] = [service.country, *([service.part] if service.part else [])]
        words.setdefault(language, {}).update(dict.fromkeys(each.name_in(language) for each in places))
    by_language = [Passage(" · ".join(texts), language) for language, texts in words.items()]
    cities = _cities(service)
    return [*by_language, *([Passage(" · ".join(cities))] if cities else [])]


def _wishes(service: Service) -> tuple[list[str], list[str]]:
    """Return the wishes that it fulfils, and those that it fulfils partly."""
    has = {term.slug for term in _terms(service, Degree.YES)}
    somewhat = {term.slug for term in _terms(service, Degree.PARTLY)}
    wishes = [wish for wish, slugs in QUICK.items() if has.intersection(slugs) or _grants(service, wish)]
    return wishes, [wish for wish in QUICK if wish not in wishes and somewhat.intersection(QUICK[wish])]


def _facets(service: Service, regions: Sequence[str], wishes: Sequence[str]) -> dict[str, list[str]]:
    known = max(filter(None, [service.checked_on, service.confirmed_on]), default=None)
    year = f"{service.source_year:04}-01-01" if service.source_year else ""
    return {
        "quick": list(wishes),
        "type": [term.slug for term in service.types.all()],
        "country": [service.country_id],
        "part": [service.part_id] if service.part_id else [],
        "city": [city_value(service.country_id, city) for city in _cities(service)],
        "region": list(regions),
        "attribute": sorted(term.slug for term in _terms(service, Degree.YES, Degree.PARTLY)),
        "language": list(service.languages),
        "cost": [service.cost],
        "led": [service.led_by_community],
        "status": [service.status],
        "checked": [known.isoformat() if known else year or "never"],
        "precision": [_finest(list(service.places.all()))],
        # Not counted: what "open now" asks within, and what names sort by.
        "hours": hours_of(service),
        "name": [sort_key(service.name)],
    }


def _grants(service: Service, wish: str) -> bool:
    """Say whether something else than an attribute fulfils a wish."""
    if wish == "free":
        return service.cost == Cost.FREE
    return wish == "women" and any(opening.for_women for opening in service.openings.all())


def _finest(places: Sequence[Place]) -> str:
    order = list(Precision.values)
    return max((place.precision for place in places), key=order.index, default=Precision.NONE)


def sort_key(name: str) -> str:
    """Return what a name sorts by: accents and capitals count for nothing."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.strip()[:KEY]


def _card(service: Service, wishes: Sequence[str], partly: Sequence[str]) -> Mapping[str, Any]:
    return {
        "slug": service.slug,
        "name": service.name,
        "language": service.language,
        "organisation": service.organisation.name if service.organisation else "",
        "organisation_language": service.organisation.language if service.organisation else "",
        "country": service.country_id,
        "cities": _cities(service),
        "types": [term.slug for term in service.types.all()],
        "description": service.description[:SUMMARY],
        "languages": list(service.languages),
        "status": service.status,
        "cost": service.cost,
        "led": service.led_by_community,
        "quick": list(wishes),
        "quick_partly": list(partly),
        "partly": [term.slug for term in _terms(service, Degree.PARTLY)],
        "checked_on": service.checked_on.isoformat() if service.checked_on else "",
        "confirmed_on": service.confirmed_on.isoformat() if service.confirmed_on else "",
        "source_year": service.source_year,
        "has_hours": bool(hours_of(service)) or service.status in {Status.PAUSED, Status.CLOSED},
        "is_sample": service.is_sample,
    }


def shelf() -> Shelf:
    """Return the shelf of services."""
    return Shelf(name=SHELF, keys=keys, entries=entries, facets=FACETS, every=EVERY)
