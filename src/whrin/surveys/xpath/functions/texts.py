"""Functions of text."""

import base64
import binascii
import hashlib
import math
import re
from functools import lru_cache

from whrin.surveys.xpath.compiled import Gives
from whrin.surveys.xpath.errors import Code, ExpressionError
from whrin.surveys.xpath.patterns import fits
from whrin.surveys.xpath.values import Value, texts_of

from .register import Takes, function

TEXT, NUMBER, VALUE = Takes.TEXT, Takes.NUMBER, Takes.VALUE

_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@function("concat", rest=VALUE, gives=Gives.TEXT)
def _concat(*values: Value) -> str:
    return "".join(texts_of(values))


@function("join", TEXT, rest=VALUE, gives=Gives.TEXT)
def _join(between: str, *values: Value) -> str:
    return between.join(texts_of(values))


@function("contains", TEXT, TEXT, gives=Gives.TRUTH)
def _contains(text: str, part: str) -> bool:
    return part in text


@function("starts-with", TEXT, TEXT, gives=Gives.TRUTH)
def _starts_with(text: str, part: str) -> bool:
    return text.startswith(part)


@function("ends-with", TEXT, TEXT, gives=Gives.TRUTH)
def _ends_with(text: str, part: str) -> bool:
    return text.endswith(part)


@function("substring-before", TEXT, TEXT, gives=Gives.TEXT)
def _substring_before(text: str, part: str) -> str:
    return text[: max(text.find(part), 0)]


@function("substring-after", TEXT, TEXT, gives=Gives.TEXT)
def _substring_after(text: str, part: str) -> str:
    place = text.find(part)
    return "" if place < 0 else text[place + len(part) :]


@function("substr", TEXT, NUMBER, NUMBER, least=2, gives=Gives.TEXT)
def _substr(text: str, start: float, end: float = math.inf) -> str:
    """Counts from 0, from the end where negative; `end` is the first letter that is left out."""
    return text[_place(start, len(text)) : _place(end, len(text))]


def _place(number: float, length: int) -> int:
    if number != number:
        return 0
    whole = int(max(min(number, length), -length))
    return whole if whole >= 0 else length + whole


@function("substring", TEXT, NUMBER, NUMBER, least=2, gives=Gives.TEXT)
def _substring(text: str, start: float, length: float | None = None) -> str:
    """XPath's own: counts from 1, and rounds."""
    first = _rounded(start)
    last = math.inf if length is None else first + _rounded(length)
    return "".join(letter for place, letter in enumerate(text, start=1) if first <= place < last)


def _rounded(number: float) -> float:
    return float(int((number + 0.5) // 1)) if abs(number) < 1e15 else number


@function("translate", TEXT, TEXT, TEXT, gives=Gives.TEXT)
def _translate(text: str, what: str, into: str) -> str:
    table: dict[int, str] = {}
    for place, letter in enumerate(what):
        table.setdefault(ord(letter), into[place : place + 1])
    return text.translate(table)


@function("regex", TEXT, TEXT, gives=Gives.TRUTH)
def _regex(text: str, pattern: str) -> bool:
    """The whole text must be as the pattern says."""
    return fits(pattern, text)


@function("digest", TEXT, TEXT, TEXT, least=2, gives=Gives.TEXT)
def _digest(text: str, method: str, encoding: str = "base64") -> str:
    name = _DIGESTS.get(method.upper())
    if name is None:
        raise ExpressionError(Code.BAD_ARGUMENT, f"There is no digest called “{method}”.")
    # A form chooses its digest; MD5 is what ODK offers, and protects nothing here.
    # Half a letter becomes a question mark, as in Java.
    made = hashlib.new(name, text.encode(errors="replace"), usedforsecurity=False)
    if encoding.lower() == "hex":
        return made.hexdigest()
    if encoding.lower() == "base64":
        return base64.b64encode(made.digest()).decode()
    raise ExpressionError(Code.BAD_ARGUMENT, f"A digest cannot be written as “{encoding}”.")


@function("base64-decode", TEXT, gives=Gives.TEXT)
def _base64_decode(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        return ""


@lru_cache(maxsize=1)
def _spaces() -> re.Pattern[str]:
    return re.compile(r"[ \t\r\n]+")


def normalized(text: str) -> str:
    """Return a text without spaces around it, with one for each run of them inside."""
    return _spaces().sub(" ", text).strip(" ")


def length_of(text: str) -> float:
    """Return a text's length as Java counts it: letters beyond the first 65,536 of Unicode are two."""
    return float(len(text) + sum(letter > "\uffff" for letter in text))
