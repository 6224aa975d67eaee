"""Figures in the reader's words, with the lengths of their bars in percent.

A bar shows how many, never a rate: the numbers stand beside it, and so does what nobody knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words
from whrin.services.enums import Aaaq, Degree, Informant, TermKind
from whrin.services.figures.counting import Answers, Figures, Freshness
from whrin.services.models import Term
from whrin.services.saying import term_label

#: Colours of the parts of a bar, by token and as they are printed.
COLOURS = {"yes": "sea", "partly": "gold", "no": "coral", "unknown": "line"}


@dataclass(frozen=True)
class Segment:
    """A part of a bar. `start`, `width`: percent, with a point."""

    value: str
    start: str
    width: str

    @property
    def colour(self) -> str:
        return COLOURS[self.value]


@dataclass(frozen=True)
class Kind:
    """A row of the table of kinds. `bar`: of the largest."""

    label: str
    fresh: Freshness
    bar: Sequence[Segment]
    is_standard: bool


@dataclass(frozen=True)
class Side:
    """A row with answers: an attribute, or a whole side with its attributes in `rows`."""

    label: str
    answers: Answers
    bar: Sequence[Segment]
    rows: Sequence["Side"] = ()

    @property
    def told(self) -> list[tuple[str, int]]:
        """The answers in words, in the order of the bar."""
        return [(str(Degree(value).label), getattr(self.answers, value)) for value in COLOURS]


def heads(figures: Figures, language: str) -> list[tuple[str, int]]:
    """Return the few numbers that stand first: what they count, and how many."""

    def attribute(slug: str) -> tuple[str, int]:
        return term_label(TermKind.ATTRIBUTE, slug, language), figures.saying_yes(slug)

    return [
        (_("Led by women who use drugs"), figures.led_by_community),
        attribute("women_only_space"),
        attribute("children"),
        attribute("no_papers"),
        (term_label(TermKind.ATTRIBUTE, "free", language), figures.free),
    ]


def kinds(figures: Figures, terms: Sequence[Term], language: str) -> list[Kind]:
    """Return the kinds of service that are known here, the most first; then in their order."""
    most = max((fresh.services for fresh in figures.kinds.values()), default=0)
    known = [(term, figures.kinds[term.slug]) for term in terms if term.slug in figures.kinds]
    rows = [
        Kind(term.label_in(language), fresh, _bar([("yes", fresh.services)], most), term.is_standard)
        for term, fresh in known
        if fresh.services
    ]
    return sorted(rows, key=lambda row: -row.fresh.services)


def gaps(figures: Figures, language: str) -> list[str]:
    """Return the kinds of the standard package that no service is known for."""
    return [term_label(TermKind.TYPE, slug, language) for slug in figures.gaps]


def sides(figures: Figures, attributes: Sequence[Term], language: str) -> list[Side]:
    """Return the four sides of the right to health, each with its attributes."""
    rows: dict[str, list[Side]] = {}
    for term in attributes:
        answers = figures.attributes.get(term.slug)
        if answers is not None:
            rows.setdefault(term.aaaq, []).append(_side(term.label_in(language), answers))
    return [
        _side(str(Aaaq(side).label), figures.sides[side], rows.get(side, ()))
        for side in Aaaq.values
        if side in figures.sides
    ]


def _side(label: str, answers: Answers, rows: Sequence[Side] = ()) -> Side:
    parts = [(value, getattr(answers, value)) for value in COLOURS]
    return Side(label, answers, _bar(parts, answers.asked), rows)


def informants(figures: Figures) -> list[tuple[str, str]]:
    """Return how many reports each role has given, in words; nothing of roles that gave none, and nothing
    where all are hidden.
    """
    by_role = figures.informants.by_role
    if all(count is None for count in by_role.values()):
        return []
    return [
        (str(Informant(role).label), _("hidden") if count is None else number_in_words(count))
        for role, count in by_role.items()
        if count != 0
    ]


def changes(figures: Figures) -> list[tuple[str, int]]:
    """Return what became different, in words."""
    since = figures.since
    return [
        (pgettext("services", "Added"), since.added),
        (pgettext("services", "Changed"), since.changed),
        (pgettext("services", "Closed"), since.closed),
        (_("Newly checked"), since.checked),
    ]


def _bar(parts: Sequence[tuple[str, int]], whole: int) -> list[Segment]:
    """Return the parts of a bar one after the other as they are read, from the right where that is so."""
    found, used, is_mirrored = [], 0.0, get_language_bidi()
    for value, count in parts:
        width = 100 * count / whole if whole else 0
        if width:
            start = 100 - used - width if is_mirrored else used
            found.append(Segment(value, f"{max(start, 0):.1f}", f"{width:.1f}"))
        used += width
    return found
