"""What the pages of a session and of a body show, out of rows."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from whrin.events.coming.cards import Card, card_of
from whrin.events.coming.entries import of_session
from whrin.events.coming.words import day_in_words, usually
from whrin.events.models import Body, Deadline, Decision, FollowUp, Going, Session, Watcher
from whrin.events.queries import public_sessions
from whrin.events.wording import tag_for, text_for
from whrin.kit.languages import direction_of
from whrin.people.models import Address, Person
from whrin.people.names import name_of
from whrin.people.rules import is_active_member
from whrin.places.figures import country_pages
from whrin.places.queries import names_of_countries

#: Members named on a session's page; the rest are counted.
MOST_NAMES = 20


@dataclass(frozen=True)
class Text:
    """A text and its language; empty where there is none."""

    words: str
    language: str
    direction: str


@dataclass(frozen=True)
class Due:
    """A deadline. `on`: announced, `counted`: back from the session; either may be empty."""

    kind: str
    on: datetime.date | None
    counted: datetime.date | None
    weeks: int
    text: Text
    source: str


@dataclass(frozen=True)
class Step:
    """How far a country is. `address`: where that can be read."""

    country: str
    page: str
    state: str
    on: datetime.date
    text: Text
    address: str
    is_current: bool


@dataclass(frozen=True)
class Decided:
    """A decision, and every step of countries after it, what holds now first."""

    row: Decision
    country: str
    page: str
    direction: str
    now: Sequence[Step]
    before: Sequence[Step]


@dataclass(frozen=True)
class Hers:
    """What a member sees of a session: how many go, who of them may be named, what she said herself, and
    whether letters can reach her.
    """

    number: int
    names: Sequence[str]
    goes: bool
    may_be_named: bool
    watches: bool
    has_address: bool


def text_of(texts: dict[str, str]) -> Text:
    """Return the text for the reader."""
    language = get_language() or "en"
    tag = tag_for(texts, language)
    return Text(text_for(texts, language), tag, direction_of(tag or language))


def dates_of(session: Session) -> str:
    """Return when it is, or what is usual."""
    return day_in_words(session.starts, session.ends) if session.starts else usually(session.months)


def due(deadline: Deadline) -> Due:
    """Return a deadline, with both days."""
    return Due(
        deadline.get_kind_display(),
        deadline.on,
        deadline.counted,
        deadline.weeks_before or 0,
        text_of(deadline.texts),
        deadline.source,
    )


def reviewed(session: Session) -> list[tuple[str, str, str]]:
    """Return the countries under review: name, page and note."""
    names, page = names_of_countries(get_language() or "en"), country_pages()
    rows = [(names[row.country_id], page(row.country_id), row.note) for row in session.reviews.all()]
    return sorted(rows)


def decided(rows: Sequence[Decision]) -> list[Decided]:
    """Return decisions with what followed. Bring `follow_ups` along."""
    names, page = names_of_countries(get_language() or "en"), country_pages()
    found = []
    for row in rows:
        steps = [step_of(each, names, page(each.country_id)) for each in row.follow_ups.all()]
        found.append(
            Decided(
                row,
                names[row.country_id] if row.country_id else "",
                page(row.country_id) if row.country_id else "",
                direction_of(row.language),
                [step for step in steps if step.is_current],
                [step for step in steps if not step.is_current],
            )
        )
    return found


def step_of(row: FollowUp, names: dict[str, str], page: str) -> Step:
    """Return how far a country is."""
    return Step(
        names[row.country_id],
        page,
        row.get_state_display(),
        row.on,
        text_of(row.texts),
        row.address,
        row.is_current,
    )


def hers(session: Session, person: object) -> Hers | None:
    """Return what an active member sees; None for everybody else."""
    if not isinstance(person, Person) or not is_active_member(person):
        return None
    goers = Going.objects.filter(session=session)
    own = goers.filter(person=person).first()
    named = goers.filter(may_be_named=True).select_related("person__data_key").order_by("?")[:MOST_NAMES]
    return Hers(
        goers.count(),
        [name_of(row.person) for row in named],
        own is not None,
        own is not None and own.may_be_named,
        Watcher.objects.filter(session=session, person=person).exists(),
        Address.objects.filter(person=person, is_confirmed=True).exists(),
    )


def sessions_of(body: Body) -> list[Card]:
    """Return the public sessions of a body as cards, those to come first."""
    rows = public_sessions().filter(body=body).select_related("body").prefetch_related("reviews")
    entries = sorted(map(of_session, rows), key=lambda entry: entry.order, reverse=True)
    return [card_of(entry, get_language() or "en") for entry in entries]
