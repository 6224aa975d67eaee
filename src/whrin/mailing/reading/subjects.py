"""Subjects: the part that stays the same through replies and forwards (RFC 5256, section 2.1)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from rapidfuzz.fuzz import ratio

from whrin.mailing.reading.wording import words

_SPACES = re.compile(r"\s+")
_BLOB = re.compile(r"\[[^\[\]]*\]\s*")
_TRAILER = re.compile(r"\(\s*(?:fwd|fw|wg|tr|rv)\s*\)\s*$", re.IGNORECASE)
_WHOLE_FORWARD = re.compile(r"\[\s*(?:fwd|fw)\s*:\s*(.*)\]\s*$", re.IGNORECASE | re.DOTALL)
#: More prefixes than this are no reply's.
_MOST_ROUNDS = 60
#: A subject with fewer letters says nothing; two that are alike to so many hundredths are one, retyped.
_FEWEST_LETTERS, _ALIKE = 4, 60.0
#: What a programme writes for letters that it cannot: more of them than this, and the subject was damaged.
_MOST_LOST = 2


@cache
def _prefix() -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in words("subject", "words"))
    counted = r"\s*(?:\[[^\[\]]{0,12}\]|\(\d{1,4}\)|\^\d{1,4}|\*\d{1,4})?\s*"
    return re.compile(rf"(?:{either}){counted}[:：]\s*", re.IGNORECASE)


def _without_leader(subject: str) -> str:
    blobs = 0
    while (blob := _BLOB.match(subject, blobs)) is not None and blob.end() > blobs:
        blobs = blob.end()
    prefix = _prefix().match(subject, blobs)
    if prefix is not None:
        return subject[prefix.end() :]
    first = _BLOB.match(subject)
    return subject[first.end() :] if first is not None and subject[first.end() :].strip() else subject


def base_subject(subject: str) -> str:
    """Return a subject without `Re:`, `Fwd:`, `[list]` and their like in any language, as it was typed.

    Compare base subjects with `casefold`. Only prefixes: the base subject is empty.
    """
    rest = _SPACES.sub(" ", unicodedata.normalize("NFC", subject[:2000])).strip()
    for _round in range(_MOST_ROUNDS):
        before = rest
        rest = _TRAILER.sub("", rest).strip()
        rest = _without_leader(rest).strip()
        whole = _WHOLE_FORWARD.fullmatch(rest)
        rest = whole[1].strip() if whole else rest
        if rest == before:
            break
    return rest


def new_subject(given: str, answered: Iterable[str]) -> str:
    """Return the subject, as typed, under which an answer begins something new; empty: it goes on.

    `answered`: the subjects that what she answers may have had. Programmes cut subjects short, add marks and
    lose letters: only what is neither a part of the old, nor the old a part of it, nor much like it, is new.
    “New (was: old)” is new in any language.
    """
    subject, before = base_subject(given), [_compared(base_subject(each)) for each in answered]
    was = re.fullmatch(r"(.*\S)\s*[(\[]([^()\[\]]*)[)\]]", subject)
    if was is not None and any(old and _compared(was[2]).endswith(old) for old in before):
        subject, before = was[1], []
    said = _compared(subject)
    is_damaged = subject.count("?") + subject.count("\ufffd") > _MOST_LOST
    if is_damaged or sum(map(str.isalpha, said)) < _FEWEST_LETTERS:
        return ""
    goes_on = any(not old or old in said or said in old or ratio(old, said) >= _ALIKE for old in before)
    return "" if goes_on else subject


def _compared(subject: str) -> str:
    """Return a subject as it is compared: letters and figures alone, without the dots of what was cut."""
    return " ".join(re.findall(r"\w+", subject.casefold()))
