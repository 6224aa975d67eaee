"""Counts of public services by country, all at once, so that many places are counted with the same few
questions. What they say of a country is what `gathering.figures_for` says of it; a test holds both together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from whrin.kit.edition import kept_for_an_edition
from whrin.services.enums import Cost, Degree, Status, TermKind
from whrin.services.models import Claim, Service, Term
from whrin.services.queries import public_services

#: Of a service: what it is counted under, by name and value: `("type", "shelter")`, `("led", "yes")`.
Trait = tuple[str, str]


@dataclass(frozen=True)
class Tally:
    """Services that are not closed for good. `traits`: how many have each; an attribute's answers are
    `("children", "yes")` under `attributes`.
    """

    services: int = 0
    samples: int = 0
    traits: Mapping[Trait, int] = field(default_factory=dict)
    attributes: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def having(self, name: str, value: str) -> int:
        """Return how many have it. Names: `type`, `attribute` (those that say yes), `led`, `free`."""
        if name == "attribute":
            return self.attributes.get((value, Degree.YES), 0)
        return self.traits.get((name, value), 0)

    def unknown(self, name: str, value: str) -> int:
        """Return of how many nobody has said whether they have it; of kinds that is known."""
        if name == "attribute":
            known = (Degree.YES, Degree.PARTLY, Degree.NO)
            return self.services - sum(self.attributes.get((value, degree), 0) for degree in known)
        return self.traits.get(("led", Degree.UNKNOWN), 0) if name == "led" else 0


def tally_of(countries: Iterable[str]) -> Tally:
    """Return the counts of countries together, by ISO code."""
    by_country = _tallies()
    found = [by_country[code] for code in countries if code in by_country]
    traits, attributes = Counter[Trait](), Counter[tuple[str, str]]()
    for one in found:
        traits.update(one.traits)
        attributes.update(one.attributes)
    return Tally(sum(one.services for one in found), sum(one.samples for one in found), traits, attributes)


@kept_for_an_edition
def _tallies() -> Mapping[str, Tally]:
    services, samples = Counter[str](), Counter[str]()
    traits: dict[str, Counter[Trait]] = {}
    attributes: dict[str, Counter[tuple[str, str]]] = {}
    for country, led, is_sample, is_free, n in _whole():
        services[country] += n
        samples[country] += n * is_sample
        counted = traits.setdefault(country, Counter())
        counted["led", led] += n
        counted["free", "yes"] += n * is_free
    for country, slug, n in _kinds():
        traits.setdefault(country, Counter())["type", slug] += n
    for country, slug, value, n in _claims():
        attributes.setdefault(country, Counter())[slug, value] += n
    return {
        code: Tally(services[code], samples[code], traits[code], attributes.get(code, Counter()))
        for code in services
    }


def _whole() -> Iterable[tuple[str, str, bool, bool, int]]:
    said_free = Claim.objects.filter(service=OuterRef("pk"), term__slug="free", value=Degree.YES)
    is_free = Case(When(Q(cost=Cost.FREE) | Exists(said_free), then=Value(1)), default=Value(0))
    rows = _standing().annotate(is_free=is_free)
    return rows.values_list("country_id", "led_by_community", "is_sample", "is_free").annotate(n=Count("pk"))


def _kinds() -> Iterable[tuple[str, str, int]]:
    rows = _standing().filter(types__isnull=False)
    return rows.values_list("country_id", "types__slug").annotate(n=Count("pk"))


def _claims() -> Iterable[tuple[str, str, str, int]]:
    rows = _standing().filter(claims__term__kind=TermKind.ATTRIBUTE)
    counted = rows.values_list("country_id", "claims__term", "claims__value").annotate(n=Count("pk"))
    slugs = dict(Term.objects.filter(kind=TermKind.ATTRIBUTE).order_by().values_list("pk", "slug"))
    return [(country, slugs[term], value, n) for country, term, value, n in counted]


def _standing() -> QuerySet[Service]:
    return public_services().exclude(status=Status.CLOSED).order_by()
