"""What could lead to a person, found in a text before it is posted: she decides; nothing is refused.

Digits of any script count. Patterns ask for little, because a warning too many costs one press of a button.
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from whrin.kit.text import beginning

_DATA = Path(__file__).parent / "data"
_MOST = 8
_MOST_SHOWN = 60
_WEB_ADDRESS = re.compile(r"https?://\S+")
_EMAIL = re.compile(r"[^\s@<>,;:()]{1,64}@[^\s@<>,;:()]+\.[^\s@<>,;:().]{2,}")
_NUMBER = re.compile(r"\+?\(?\d(?:[ .()/\-\u00a0\u2010-\u2013]{0,2}\d){6,16}")
_DAY = re.compile(r"\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}|(?:1[89]|20)\d\d ?[\-–/] ?(?:1[89]|20)\d\d")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .,\u00a0]\d{3})+")
_NAME_WORD = r"[^\W\d_][\w'’\-]+"


class Kind(enum.Enum):
    """What was found."""

    TELEPHONE = "telephone"
    EMAIL = "email"
    STREET = "street"
    NAME = "name"


@dataclass(frozen=True)
class Found:
    """A piece of the text, shortened, that could lead to somebody."""

    kind: Kind
    text: str


def found_in(text: str) -> list[Found]:
    """Return what of a text looks like a telephone number, an e-mail address, a street or a full name."""
    text = _WEB_ADDRESS.sub(" ", text)
    distinct = dict.fromkeys(
        Found(kind, beginning(" ".join(piece.split()), _MOST_SHOWN)) for kind, piece in _pieces(text)
    )
    return list(distinct)[:_MOST]


def _pieces(text: str) -> Iterator[tuple[Kind, str]]:
    for email in _EMAIL.finditer(text):
        yield Kind.EMAIL, email[0]
    for number in _NUMBER.finditer(text):
        if _could_be_dialled(number[0]):
            yield Kind.TELEPHONE, number[0]
    for street in _streets().finditer(text):
        yield Kind.STREET, street[0]
    for name in _introductions().finditer(text):
        if _is_name(name["name"]):
            yield Kind.NAME, name[0]


def _could_be_dialled(number: str) -> bool:
    """Say whether a run of digits is neither days, years nor a great number."""
    is_other = _DAY.fullmatch(number) or (_THOUSANDS.fullmatch(number) and number.count(" ") < 3)
    return not is_other or number.startswith("+")


def _is_name(words: str) -> bool:
    """Say whether words could be a name: capitals where the script has them."""
    first = words[0]
    return first.isupper() or (first.upper() == first.lower())


@cache
def _streets() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _lines("streets")))
    before = rf"\b\d{{1,5}}[a-zа-я]?,? (?:[^\W\d_][\w.'’\-]*,? ){{0,3}}(?:{words})(?!\w)"
    after = rf"(?<!\w)(?:{words}),? (?:(?!\d)[\w.'’\-]+,? ){{0,4}}(?:[№#n]?[o°.]? ?)\d{{1,5}}\b"
    return re.compile(f"{before}|{after}", re.IGNORECASE)


@cache
def _introductions() -> re.Pattern[str]:
    # The longest first: "my real name is" before "my".
    words = "|".join(map(re.escape, sorted(_lines("introductions"), key=len, reverse=True)))
    name = rf"(?P<name>{_NAME_WORD}(?: {_NAME_WORD})?)"
    return re.compile(rf"(?<!\w)(?:{words})[.:]? {name}", re.IGNORECASE)


def _lines(name: str) -> list[str]:
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
