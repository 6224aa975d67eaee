"""Names at the door: three that are free are offered; one of her own is taken or refused without a reason.

Why no reason: an answer "this name is taken" would let anyone ask who is here. So every refusal has the same
words, and one free name in eight is refused, too: a refusal proves nothing.
"""

import secrets
import unicodedata
from functools import cache
from pathlib import Path

from whrin.people.marks import canonical_name, mark_of, stand_in_for
from whrin.people.models import Person
from whrin.people.telephones import looks_like_a_telephone_number

#: Characters of a name.
SHORTEST, LONGEST = 2, 40
OFFERED = 3
_ONE_IN = 8
_DATA = Path(__file__).parent / "data"


def offered_names() -> list[str]:
    """Return three names, such as "Blue Heron 27", that nobody here has."""
    while True:
        names = {_made_up() for _name in range(OFFERED)}
        marks = {stand_in_for(name) for name in names}
        if len(names) == OFFERED and not Person.objects.filter(username__in=marks).exists():
            return sorted(names)


def is_offered_kind(name: str) -> bool:
    """Say whether a name is one that could have been offered."""
    first, _space, rest = name.partition(" ")
    second, _space, number = rest.partition(" ")
    return first in _words("first") and second in _words("second") and number.isdecimal() and len(number) == 2


def is_to_be_had(name: str) -> bool:
    """Say whether somebody may take this name: harmless, free, and not refused by lot."""
    if not is_harmless(name) or is_taken(name):
        return False
    return is_offered_kind(name) or not _is_refused_by_lot(name)


def is_harmless(name: str) -> bool:
    """Say whether a name is short enough, readable, and neither a telephone number nor an address."""
    if not SHORTEST <= len(name) <= LONGEST or name.startswith("~"):
        return False
    if any(unicodedata.category(sign)[0] == "C" for sign in name) or not any(map(str.isalpha, name)):
        return False
    is_address = "@" in name or "://" in name or name.casefold().startswith("www.")
    digits = sum(map(str.isdigit, name))
    return not is_address and digits < _MANY_DIGITS and not looks_like_a_telephone_number(name)


#: Digits that could be most of a telephone number.
_MANY_DIGITS = 6


def is_taken(name: str) -> bool:
    """Say whether a member, or one of the staff, is called so, in whatever way it is written."""
    people = Person.objects
    return (
        people.filter(username=stand_in_for(name)).exists()
        or people.filter(username__iexact=canonical_name(name)).exists()
    )


def _is_refused_by_lot(name: str) -> bool:
    return int(mark_of(canonical_name(name), purpose="a name's lot"), 16) % _ONE_IN == 0


def _made_up() -> str:
    first, second = secrets.choice(_words("first")), secrets.choice(_words("second"))
    return f"{first} {second} {10 + secrets.randbelow(90)}"


@cache
def _words(half: str) -> tuple[str, ...]:
    lines = (_DATA / f"{half}-words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
