"""Names at the door: three that are free are offered; one of her own is taken or refused without a reason.

Why no reason: an answer "this name is taken" would let anyone ask who is here. So every refusal has the same
words, and one free name in eight is refused, too: a refusal proves nothing. A name that was offered carries a
signature and is not refused by lot; the same name typed by hand may be.
"""

import secrets
import unicodedata
from functools import cache
from pathlib import Path

from django.core import signing

from whrin.people.marks import canonical_name, mark_of, stand_in_for
from whrin.people.models import Person
from whrin.people.telephones import looks_like_a_telephone_number

#: Characters of a name.
SHORTEST, LONGEST = 2, 40
OFFERED = 3
_ONE_IN = 8
#: Seconds that an offer of a name is good for.
_OFFER_AGE = 24 * 60 * 60
_DATA = Path(__file__).parent / "data"


def offered_names() -> list[str]:
    """Return three names, such as "Blue Heron 27", that nobody here has."""
    while True:
        names = {_made_up() for _name in range(OFFERED)}
        marks = {stand_in_for(name) for name in names}
        if len(names) == OFFERED and not Person.objects.filter(username__in=marks).exists():
            return sorted(names)


def is_to_be_had(name: str, *, was_offered: bool = False) -> bool:
    """Say whether somebody may take this name: harmless, free, and offered or not refused by lot."""
    if not is_harmless(name) or is_taken(name):
        return False
    return was_offered or not _is_refused_by_lot(name)


def sign_offer(name: str) -> str:
    """Return a name as a form offers it: with a signature that says so."""
    return _signer().sign(name)


def name_in_offer(signed: str) -> str:
    """Return the name that was offered of late; '' when it was not."""
    try:
        return _signer().unsign(signed, max_age=_OFFER_AGE)
    except signing.BadSignature:
        return ""


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="whrin.people.offered-name")


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


def name_from(mark: str) -> str:
    """Return the name that a fingerprint (hexadecimal) always gives, such as "Blue Heron 271". Three digits:
    no member is offered such a name.
    """
    number = int(mark, 16)
    number, first = divmod(number, len(_words("first")))
    number, second = divmod(number, len(_words("second")))
    return f"{_words('first')[first]} {_words('second')[second]} {100 + number % 900}"


@cache
def _words(half: str) -> tuple[str, ...]:
    lines = (_DATA / f"{half}-words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
