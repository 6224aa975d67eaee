"""Asking a shelf whose tokens are veiled: the same units, each token behind the veil.

Words side by side cannot be asked for, since their order is not kept; a phrase is found where all its words
are.
"""

from collections.abc import Callable
from dataclasses import dataclass

from whrin.search.asking import Choice, Phrase, Query, Simple, Stretch, Term, Unit

Veil = Callable[[str], str]


@dataclass(frozen=True)
class VeiledStretch(Stretch):
    """A run of a script without spaces: all of its grams, veiled."""

    grams: tuple[str, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        return self.grams


def veiled(query: Query, veil: Veil) -> Query:
    """Return the query as a veiled shelf is asked."""
    return Query(tuple(_unit(unit, veil) for unit in query.units))


def _unit(unit: Unit, veil: Veil) -> Unit:
    if isinstance(unit, Phrase):
        return Phrase((), _all(unit.parts, veil))
    if isinstance(unit, Choice):
        same = tuple(_all(other, veil) for other in unit.same)
        return Choice(_all(unit.typed, veil), same, tuple(_all(other, veil) for other in unit.foreign))
    return _simple(unit, veil)


def _all(units: tuple[Simple, ...], veil: Veil) -> tuple[Simple, ...]:
    return tuple(_simple(unit, veil) for unit in units)


def _simple(unit: Simple, veil: Veil) -> Simple:
    tokens = tuple(veil(token) for token in unit.tokens)
    return VeiledStretch((), tokens) if isinstance(unit, Stretch) else Term(tokens)
