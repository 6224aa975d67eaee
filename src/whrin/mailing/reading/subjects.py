"""Subjects: the part that stays the same through replies and forwards (RFC 5256, section 2.1)."""

import re
import unicodedata
from functools import cache

from whrin.mailing.reading.wording import words

_SPACES = re.compile(r"\s+")
_BLOB = re.compile(r"\[[^\[\]]*\]\s*")
_TRAILER = re.compile(r"\(\s*(?:fwd|fw|wg|tr|rv)\s*\)\s*$", re.IGNORECASE)
_WHOLE_FORWARD = re.compile(r"\[\s*(?:fwd|fw)\s*:\s*(.*)\]\s*$", re.IGNORECASE | re.DOTALL)
#: More prefixes than this are no reply's.
_MOST_ROUNDS = 60


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
