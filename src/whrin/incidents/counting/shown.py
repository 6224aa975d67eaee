"""A release as the page tells it: words in the reader's language, lengths in percent, nothing hidden."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel.dates import format_skeleton
from django.utils.translation import get_language, get_language_bidi, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words, reader_locale
from whrin.incidents.enums import Scheme
from whrin.incidents.lists import starting_lists
from whrin.incidents.models import Release, Term
from whrin.incidents.statistics import SCHEME
from whrin.places.models import Region

_HEADINGS = {
    "kinds": (pgettext_lazy("rights reports", "What was done"), Scheme.KIND),
    "actors": (gettext_lazy("Who did it"), Scheme.ACTOR),
    "regions": (gettext_lazy("Region"), None),
}


@dataclass(frozen=True)
class Label:
    """A line's name. `lang`: its language, where it is not the page's. `articles`: "CEDAW 16"."""

    text: str
    lang: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A number that is shown. `start`, `width`: of its bar, in percent of all reports."""

    label: Label
    number: str
    start: str
    width: str


@dataclass(frozen=True)
class Table:
    """One table. `hidden`: what its hidden lines are called."""

    name: str
    heading: str
    lines: tuple[Line, ...]
    hidden: tuple[Label, ...]


@dataclass(frozen=True)
class Shown:
    """A release. `total`: rounded, in words."""

    release: Release
    quarter: str
    total: str
    smallest: str
    step: str
    tables: tuple[Table, ...]


def quarter_in_words(quarter: str) -> str:
    """Return a quarter as the reader writes it: "Q3 2026"."""
    year, number = int(quarter[:4]), int(quarter[6:])
    return format_skeleton("yQQQ", datetime.date(year, number * 3, 1), locale=reader_locale())


def shown(release: Release) -> Shown:
    """Return a release for its page."""
    tables: Mapping[str, Any] = release.tables
    total = int(tables["total"])
    names = names_of_lines()
    return Shown(
        release,
        quarter_in_words(release.quarter),
        number_in_words(total),
        number_in_words(release.rules["smallest"]),
        number_in_words(release.rules["step"]),
        tuple(
            _table(name, str(heading), tables[name], names[name], total)
            for name, (heading, _scheme) in _HEADINGS.items()
        ),
    )


def names_of_lines() -> dict[str, dict[str, Label]]:
    """Return what the lines of each table are called in the reader's language."""
    language = get_language() or "en"
    names: dict[str, dict[str, Label]] = {name: {} for name in _HEADINGS}
    by_scheme = {scheme: name for name, (_heading, scheme) in _HEADINGS.items() if scheme}
    for term in Term.objects.all():
        lang = "" if term.labels.get(language) else "en"
        label = Label(term.label_in(language), lang, tuple(_article(one) for one in term.articles))
        names[by_scheme[Scheme(term.scheme)]][term.slug] = label
    for region in Region.objects.filter(scheme=Region.Scheme.NETWORK):
        names["regions"][region.code] = Label(region.name_in(language))
    names["regions"][""] = Label(_("Not told"))
    return names


def _table(
    name: str, heading: str, counts: Mapping[str, int | None], names: Mapping[str, Label], total: int
) -> Table:
    told = sorted(((count, line) for line, count in counts.items() if count is not None), reverse=True)
    lines = tuple(_line(names.get(line, Label(line)), count, total) for count, line in told)
    hidden = tuple(names.get(line, Label(line)) for line, count in counts.items() if count is None)
    return Table(name, heading, lines, hidden)


def _line(label: Label, count: int, total: int) -> Line:
    width = min(round(100 * count / total), 100)
    return Line(label, number_in_words(count), str(100 - width if get_language_bidi() else 0), str(width))


def last_of_region(code: str) -> tuple[Release, int] | None:
    """Return the latest release, and what it tells of a region of the network; None: nothing."""
    published = Release.objects.filter(state=Release.State.PUBLISHED)
    release = published.first() if code.startswith(SCHEME) else None
    count = release.tables["regions"].get(code) if release else None
    return None if release is None or count is None else (release, int(count))


def instruments() -> list[tuple[str, str]]:
    """Return the treaties that articles are named of: what they are called in short, and in full."""
    language = get_language() or "en"
    named = {article["instrument"] for term in Term.objects.all() for article in term.articles}
    told = starting_lists()["instruments"]
    return [
        (slug.upper(), str(told[slug].get(language) or told[slug]["en"])) for slug in told if slug in named
    ]


def _article(one: Mapping[str, str]) -> str:
    return f"{one['instrument'].upper()} {one['article']}"
