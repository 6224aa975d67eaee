"""Patterns as forms write them, in Java's dialect, made ready for Python's."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

import regex

from .errors import Code, ExpressionError

#: The longest pattern that is read.
LONGEST = 4_000
#: Seconds that one answer may be held against a pattern: some patterns never end.
PATIENCE = 0.25

_PROPERTY = re.compile(r"\\(?P<sign>[pP])(?:\{(?P<long>\^?[A-Za-z_=]+)\}|(?P<short>[A-Z]))")
# Where Unicode has letters, signs and marks; all else is for private use, or for nobody.
_ASSIGNED = (range(0x32400), range(0xE0000, 0xE0200))
_ASCII = {
    "Alpha": "A-Za-z",
    "Digit": "0-9",
    "Alnum": "A-Za-z0-9",
    "Upper": "A-Z",
    "Lower": "a-z",
    "Punct": r"!-/:-@\[-`{-~",
    "Space": r" \t\n\r\f\v",
    "XDigit": "0-9A-Fa-f",
    "ASCII": "\x00-\x7f",
}


@lru_cache(maxsize=512)
def pattern_of(source: str) -> regex.Pattern[str]:
    r"""Return a pattern, compiled; raise ExpressionError if it is none.

    As in Java `\d`, `\w` and `\s` mean ASCII alone; `\p{L}` and its kin mean Unicode's categories.
    """
    if len(source) > LONGEST:
        raise ExpressionError(Code.TOO_LONG, f"The pattern has over {LONGEST:,} characters.")
    try:
        return regex.compile(_with_properties(source), regex.ASCII)
    except ExpressionError:
        raise
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        raise ExpressionError(Code.BAD_PATTERN, f"The pattern cannot be read: {error}.") from error


def fits(source: str, text: str) -> bool:
    """Say whether a whole text is as a pattern says; raise ExpressionError: it is none, or takes too long."""
    try:
        return pattern_of(source).fullmatch(text, timeout=PATIENCE) is not None
    except TimeoutError:
        raise ExpressionError(Code.TOO_SLOW, "The pattern takes too long.") from None


def _with_properties(source: str) -> str:
    """Write each property out as a class; within a class, as a part of it."""
    parts: list[str] = []
    at, inside = 0, False
    while at < len(source):
        found = _PROPERTY.match(source, at)
        if found:
            parts.append(_class(found, inside))
            at = found.end()
            continue
        step = 2 if source[at] == "\\" else 1
        if source[at] == "[":
            inside = True
        elif source[at] == "]":
            inside = False
        parts.append(source[at : at + step])
        at += step
    return "".join(parts)


def _class(found: re.Match[str], inside: bool) -> str:
    name = found["long"] or found["short"]
    letters = _ASCII.get(name) or _category(name.removeprefix("Is"))
    if inside:
        if found["sign"] == "P":
            raise ExpressionError(Code.NOT_SUPPORTED, "A pattern cannot have “\\P” within “[…]”.")
        return letters
    return f"[{'^' if found['sign'] == 'P' else ''}{letters}]"


@lru_cache(maxsize=64)
def _category(name: str) -> str:
    """Return the ranges of a category of Unicode, as they stand in a class."""
    ranges: list[list[int]] = []
    for number in chain(*_ASSIGNED):
        if unicodedata.category(chr(number)).startswith(name):
            if ranges and ranges[-1][1] == number - 1:
                ranges[-1][1] = number
            else:
                ranges.append([number, number])
    if not ranges:
        raise ExpressionError(Code.NOT_SUPPORTED, f"A pattern cannot have “\\p{{{name}}}”.")
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
