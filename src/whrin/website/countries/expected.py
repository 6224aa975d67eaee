"""What of the calendar a country's page names: sessions that look at it, meetings there, and what it did
about what it was told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate

from whrin.events.coming.entries import of_occasion
from whrin.events.coming.words import day_in_words, usually, when
from whrin.events.models import Occasion, Session
from whrin.events.queries import follow_up_in, occasions_coming, reviews_coming
from whrin.events.wording import tag_for
from whrin.kit.languages import direction_of
from whrin.website.countries.areas import Area

#: Entries of each kind that the page names; the rest stands in the calendar.
MOST = 3
#: Characters of a decision.
_LONGEST = 160


@dataclass(frozen=True)
class Line:
    """A title with its language, where it leads, and a few words in the reader's language."""

    title: str
    address: str
    language: str
    direction: str
    facts: str


@dataclass(frozen=True)
class Expected:
    """`coming`: what comes; `followed`: the newest of what a country did, of `total`. `address`: the calendar
    of the country; `follow_up`: all that it did.
    """

    coming: Sequence[Line]
    followed: Sequence[Line]
    total: int
    address: str
    follow_up: str


def expected_in(area: Area, language: str) -> Expected | None:
    """Return what a country may expect; None for regions and parts, and mostly nothing."""
    if area.is_region or area.part:
        return None
    rows: list[Session | Occasion] = [
        *reviews_coming(area.countries, MOST),
        *occasions_coming(area.countries, MOST),
    ]
    followed, total = follow_up_in(area.countries, MOST)
    query = urlencode({"country": area.code})
    lines = [
        Line(
            row.decision.text if len(row.decision.text) <= _LONGEST else f"{row.decision.text[:_LONGEST]}…",
            reverse("events:session", args=[row.decision.session.slug]),
            row.decision.language,
            direction_of(row.decision.language),
            row.get_state_display(),
        )
        for row in followed
    ]
    return Expected(
        coming=[_line(row, language) for row in rows],
        followed=lines,
        total=total,
        address=f"{reverse('events:list')}?{query}",
        follow_up=f"{reverse('events:follow_up')}?{query}",
    )


def _line(row: Session | Occasion, language: str) -> Line:
    tag = tag_for(row.names, language)
    if isinstance(row, Session):
        address = reverse("events:session", args=[row.slug])
        facts = day_in_words(row.starts, row.ends) if row.starts else usually(row.months)
    else:
        address = reverse("events:occasion", args=[row.slug])
        facts = when(of_occasion(row, localdate()))
    return Line(row.name_in(language), address, tag, direction_of(tag), facts)
