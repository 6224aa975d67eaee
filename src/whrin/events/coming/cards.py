"""One page of the list: what was found, by month."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from whrin.events.coming.asked import DEADLINE, KINDS, SESSION, Asked
from whrin.events.coming.entries import Entry, entries_for
from whrin.events.coming.words import month_in_words, when
from whrin.events.queries import public_occasions
from whrin.events.wording import tag_for, text_for
from whrin.kit.languages import direction_of, name_of
from whrin.kit.paging import last_page
from whrin.places.queries import names_of_countries, names_of_regions

PAGE_SIZE = 20


@dataclass(frozen=True)
class Card:
    """What the list shows of one entry. `tag`: what it is; `day`: for machines, empty while unknown."""

    address: str
    name: str
    language: str
    direction: str
    tag: str
    when: str
    day: str
    facts: Sequence[str]
    is_sample: bool


@dataclass(frozen=True)
class Month:
    """A month, or what has no day yet."""

    title: str
    cards: Sequence[Card]


@dataclass(frozen=True)
class CalendarPage:
    """`title`: what was chosen. `kinds`, `regions`, `languages`: what may be chosen, value and name."""

    asked: Asked
    total: int
    last: int
    title: str
    months: Sequence[Month]
    kinds: Sequence[tuple[str, str]]
    regions: Sequence[tuple[str, str]]
    languages: Sequence[tuple[str, str]]


class NoSuchPage(Exception):
    """The list ends before."""


def page_of(asked: Asked, language: str) -> CalendarPage:
    """Return a page of the list. Raises `NoSuchPage`."""
    found = entries_for(asked)
    last = last_page(len(found), PAGE_SIZE)
    if asked.page > last:
        raise NoSuchPage
    shown = found[(asked.page - 1) * PAGE_SIZE : asked.page * PAGE_SIZE]
    return CalendarPage(
        asked=asked,
        total=len(found),
        last=last,
        title=title_of(asked, language),
        months=[
            Month(_title(month), [card_of(entry, language) for entry in entries])
            for month, entries in groupby(shown, _month)
        ],
        kinds=[(value, str(label)) for value, label in KINDS.items()],
        regions=list(names_of_regions(language, scheme="network").items()),
        languages=[(tag, name_of(tag, language)) for tag in _spoken()],
    )


def title_of(asked: Asked, language: str) -> str:
    """Return what was chosen, in words; nothing for the plain list."""
    return " · ".join(
        filter(
            None,
            [
                asked.text,
                str(KINDS.get(asked.kind, "")),
                names_of_regions(language).get(asked.region, asked.region) if asked.region else "",
                names_of_countries(language).get(asked.country, asked.country) if asked.country else "",
                name_of(asked.language, language) if asked.language else "",
                _("What is over") if asked.past else "",
            ],
        )
    )


def card_of(entry: Entry, language: str) -> Card:
    """Return what the list shows of an entry, in the reader's language where it is written in it."""
    spoken = tag_for(entry.names, language)
    facts = [entry.label if entry.kind == SESSION else "", entry.place]
    facts += [name_of(tag, language) for tag in entry.languages]
    facts += [_("Counted back from the session")] if entry.is_counted else []
    return Card(
        address=entry.address,
        name=text_for(entry.names, language) or entry.slug,
        language=spoken,
        direction=direction_of(spoken),
        tag=f"{KINDS[DEADLINE]}: {entry.label}" if entry.kind == DEADLINE else str(KINDS[entry.kind]),
        when=when(entry),
        day=entry.day.isoformat() if entry.day else "",
        facts=[fact for fact in facts if fact],
        is_sample=entry.is_sample,
    )


def _month(entry: Entry) -> datetime.date | None:
    return entry.day.replace(day=1) if entry.day else None


def _title(month: datetime.date | None) -> str:
    return month_in_words(month) if month else _("No day announced yet")


def _spoken() -> list[str]:
    """Return the languages of what is in the calendar."""
    rows = public_occasions().order_by().exclude(languages=[]).values_list("languages", flat=True)
    return sorted({tag for tags in rows for tag in tags})
