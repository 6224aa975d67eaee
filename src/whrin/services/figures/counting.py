"""Counts records that were read before. No database, no words: slugs and numbers alone.

Paused services count, services that are closed for good do not. "Not known" is counted apart from "no".
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from whrin.services.enums import Degree, Source, Status
from whrin.surveys.figures.hiding import hidden_in_line

#: A count of informants of one kind that is smaller is hidden: it could tell of one of them.
SMALLEST = 3
YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Seen:
    """A public record. `checked`: when a peer or its organisation last found it correct."""

    pk: int
    country: str
    led_by_community: str
    status: str
    is_free: bool
    checked: datetime.date | None
    created: datetime.date
    is_sample: bool = False


@dataclass(frozen=True)
class Word:
    """A term. `side`: of the right to health, for attributes."""

    slug: str
    side: str = ""
    is_standard: bool = False


@dataclass(frozen=True)
class Act:
    """Something that somebody told and that was accepted: fields changed together. As `Change` has it."""

    service: int
    number: int
    said_by: str
    source: str
    reference: str


@dataclass(frozen=True)
class Freshness:
    """Services by when they were last checked. `within_two`: in 24 months, those of the first 12 too."""

    services: int
    within_one: int
    within_two: int
    never: int


@dataclass(frozen=True)
class Answers:
    """What is said of an attribute, or of several; `unknown` is all that nobody has said."""

    yes: int
    partly: int
    no: int
    unknown: int

    @property
    def known(self) -> int:
        """How many are not unknown."""
        return self.yes + self.partly + self.no

    @property
    def asked(self) -> int:
        """How many there could be."""
        return self.known + self.unknown


@dataclass(frozen=True)
class Informants:
    """How many reports the records rest on, by informant role; None: hidden, as it is small or with one."""

    total: int
    by_role: Mapping[str, int | None]


@dataclass(frozen=True)
class Since:
    """What became different since a day. A record can count under several."""

    day: datetime.date
    added: int
    changed: int
    closed: int
    checked: int


@dataclass(frozen=True)
class InCountry:
    """A row of a region's table. `standard`: how many kinds of the standard package are known there."""

    services: int
    led_by_community: int
    checked: int
    standard: int


@dataclass(frozen=True)
class Figures:
    """All there is to tell of a set of countries, on `day`. Kinds and attributes in their order; `gaps`:
    kinds of the standard package (`standard` of them) that no service is known for; `samples`: how many of
    the services are made up.
    """

    day: datetime.date
    services: int
    samples: int
    closed: int
    led_by_community: int
    free: int
    freshness: Freshness
    last_checked: datetime.date | None
    kinds: Mapping[str, Freshness]
    attributes: Mapping[str, Answers]
    sides: Mapping[str, Answers]
    standard: int
    gaps: Sequence[str]
    informants: Informants
    since: Since
    countries: Mapping[str, InCountry]

    def saying_yes(self, attribute: str) -> int:
        """Return of how many services an attribute is true."""
        return self.attributes[attribute].yes if attribute in self.attributes else 0


def freshness(services: Iterable[Seen], day: datetime.date) -> Freshness:
    """Return how many of some services were checked in the last 12 and 24 months."""
    checked = [service.checked for service in services]
    known = [each for each in checked if each is not None]
    return Freshness(
        len(checked),
        sum(each > day - YEAR for each in known),
        sum(each > day - 2 * YEAR for each in known),
        len(checked) - len(known),
    )


def standing(services: Iterable[Seen]) -> list[Seen]:
    """Return those that are not closed for good."""
    return [service for service in services if service.status != Status.CLOSED]


def by_kind(
    services: Sequence[Seen], kinds: Iterable[Word], types: Iterable[tuple[int, str]], day: datetime.date
) -> dict[str, Freshness]:
    """Return for each kind how many services give it, and how fresh they are. `types`: service and slug."""
    known = {service.pk: service for service in services}
    found: dict[str, list[Seen]] = {kind.slug: [] for kind in kinds}
    for pk, slug in types:
        if pk in known and slug in found:
            found[slug].append(known[pk])
    return {slug: freshness(given, day) for slug, given in found.items()}


def by_attribute(
    total: int, attributes: Iterable[Word], said: Mapping[tuple[str, str], int]
) -> dict[str, Answers]:
    """Return the answers for each attribute of `total` services. `said`: how many, by slug and value."""
    return {word.slug: _answers(total, word.slug, said) for word in attributes}


def _answers(total: int, slug: str, said: Mapping[tuple[str, str], int]) -> Answers:
    yes, partly, no = (said.get((slug, value), 0) for value in (Degree.YES, Degree.PARTLY, Degree.NO))
    return Answers(yes, partly, no, total - yes - partly - no)


def by_side(attributes: Mapping[str, Answers], words: Iterable[Word]) -> dict[str, Answers]:
    """Return the answers for the attributes of each side of the right to health, together."""
    found: dict[str, list[Answers]] = {}
    for word in words:
        if word.side:
            found.setdefault(word.side, []).append(attributes[word.slug])
    return {side: _together(answers) for side, answers in found.items()}


def _together(answers: Sequence[Answers]) -> Answers:
    return Answers(
        sum(each.yes for each in answers),
        sum(each.partly for each in answers),
        sum(each.no for each in answers),
        sum(each.unknown for each in answers),
    )


def informants(acts: Iterable[Act], roles: Sequence[str], *, tells_roles: bool = True) -> Informants:
    """Return how many reports there are, by role; without `tells_roles` every role is hidden: of a region or
    a part, which could be taken from what a country tells.

    One answer to a survey is one report, however many services it tells of; so is one letter. Any other
    accepted change is one for its service. Who reports twice counts twice: nothing tells that it was she.
    """
    told = {_report(act): act.said_by for act in acts}
    counts = Counter(told.values())
    in_order = [counts[role] for role in roles]
    hidden = hidden_in_line(in_order, SMALLEST) if tells_roles else frozenset(range(len(roles)))
    shown = {
        role: None if place in hidden else count
        for place, (role, count) in enumerate(zip(roles, in_order, strict=True))
    }
    return Informants(sum(in_order), shown)


def _report(act: Act) -> tuple[str, str, int, int]:
    if not act.reference:
        return act.source, "", act.service, act.number
    # A survey's reference ends with the place of the service within the answer.
    answer = act.reference.rpartition("/")[0] if act.source == Source.SURVEY else ""
    return act.source, answer or act.reference, 0, 0


def by_country(
    services: Iterable[Seen], types: Iterable[tuple[int, str]], kinds: Iterable[Word], day: datetime.date
) -> dict[str, InCountry]:
    """Return a row for each country that has a service."""
    standard = {kind.slug for kind in kinds if kind.is_standard}
    of_country: dict[str, list[Seen]] = {}
    where: dict[int, str] = {}
    for service in services:
        of_country.setdefault(service.country, []).append(service)
        where[service.pk] = service.country
    known: dict[str, set[str]] = {code: set() for code in of_country}
    for pk, slug in types:
        if slug in standard and pk in where:
            known[where[pk]].add(slug)
    return {
        code: InCountry(len(rows), led(rows), freshness(rows, day).within_one, len(known[code]))
        for code, rows in of_country.items()
    }


def led(services: Collection[Seen]) -> int:
    """Return how many are led by women who use drugs; partly is not enough."""
    return sum(service.led_by_community == Degree.YES for service in services)
