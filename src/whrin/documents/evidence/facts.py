"""A fact as a text cites it, in no language: what it is, of how many, on which day, and where it is from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

#: Of `Fact.extra`, what words alone are made of: other words are no other fact.
WORDS = "words"
#: Of `Fact.extra`: it rests on made-up records.
SAMPLE = "sample"


class Missing(StrEnum):
    """Why there is no fact: what it is about is there no more, or its rules forbid to tell it."""

    GONE = "gone"
    BARRED = "barred"


@dataclass(frozen=True)
class NoFact:
    reason: Missing


@dataclass(frozen=True)
class Fact:
    """Something that can be cited. All of it survives JSON.

    `value`: a number, or None where the fact is none (a work, the status of a law). `n`: of how many; None:
    of no number. `day`: true on, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. `address`: path of its page on this site,
    without a language in it. `extra`: small; with the rest it is enough to write the fact in any language
    when the source is gone. What stands under `words` in it only names; all else belongs to the fact.
    """

    value: float | None
    n: int | None
    day: str
    address: str
    extra: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)

    def says_what(self, other: "Fact") -> bool:
        """Say whether it tells the same: neither a later day, nor its page, nor other words are news."""
        return _told(self) == _told(other)


def _told(fact: Fact) -> Fact:
    extra = {name: value for name, value in fact.extra.items() if name != WORDS}
    return replace(fact, day="", address="", extra=extra)


def sample_of(is_sample: bool) -> dict[str, Any]:
    """Return what `extra` of a fact says that rests on made-up records; nothing of any other."""
    return {SAMPLE: True} if is_sample else {}


def fact_from(stored: Mapping[str, Any]) -> Fact:
    """Return a fact that was kept as JSON."""
    return Fact(stored["value"], stored["n"], stored["day"], stored["address"], stored.get("extra", {}))
