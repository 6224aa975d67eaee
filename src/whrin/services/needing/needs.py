"""What a woman may need, in her words, and which services have it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_DATA = Path(__file__).parent.parent / "data" / "needs.json"
_WORDS: dict[str, str | Promise] = {
    "safe-place": _("A safe place tonight"),
    "not-breathing": _("Naloxone, or someone is not breathing"),
    "test": _("A test: HIV, hepatitis, pregnancy"),
    "methadone": _("Methadone or buprenorphine, also when pregnant"),
    "needles": _("Clean needles or pipes"),
    "lawyer": _("A lawyer"),
    "hurt": _("Help, because someone hurts me"),
    "pregnant": _("Help in pregnancy"),
    "children": _("Someone to look after my children"),
    "doctor": _("A doctor who does not judge"),
    "talk": _("To talk with women like me"),
}


@dataclass(frozen=True)
class Need:
    """A service fits that is of one of `types`, best of the first, or has one of the attributes `offers`;
    `better`: attributes that put it higher. `picture`: a path of SVG, 24 by 24.
    """

    slug: str
    types: Sequence[str]
    offers: Sequence[str]
    better: Sequence[str]
    picture: str

    @property
    def words(self) -> str:
        """Return the need in the reader's language."""
        return str(_WORDS[self.slug])

    @property
    def is_overdose(self) -> bool:
        """Say whether what to do now comes before any list."""
        return self.slug == "not-breathing"


@dataclass(frozen=True)
class Guidance:
    """Where what to do is taken from."""

    title: str
    publisher: str
    year: int
    address: str


def needs() -> list[Need]:
    """Return all needs, in their order."""
    return [Need(**row) for row in _read()["needs"]]


def need_called(slug: str) -> Need | None:
    """Return one need, or None."""
    return next((need for need in needs() if need.slug == slug), None)


def overdose_guidance() -> Guidance:
    """Return the guideline that says what to do when somebody does not breathe."""
    return Guidance(**_read()["overdose_source"])


@cache
def _read() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return read
