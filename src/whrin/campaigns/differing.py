"""Two texts compared word by word: pure, no database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_STOPS = r"""!"#$%&()*+,./:;<=>?@\[\\\]^_`{|}~«»“”„…–—،؛؟۔。、"""
_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
#: Words, spaces, and signs that stand alone; scripts without spaces are compared sign by sign.
_WORDS = re.compile(rf"[{_NO_SPACES}]|\s+|[{_STOPS}]|[^\s{_NO_SPACES}{_STOPS}]+")
#: Words of one text from which on it is compared as a whole only: longer takes too long.
_MOST = 8_000


@dataclass(frozen=True)
class Run:
    """Words that stayed, went or came. `way`: "same", "gone" or "new"."""

    way: str
    text: str


def runs_between(before: str, after: str) -> list[Run]:
    """Return what stayed, went and came, in order: gone and same make `before`, new and same make `after`."""
    if before == after:
        return [Run("same", after)] if after else []
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) > _MOST or len(new) > _MOST:
        return [Run(way, text) for way, text in (("gone", before), ("new", after)) if text]
    return list(_joined(old, new))


def _joined(old: list[str], new: list[str]) -> Iterator[Run]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Run("gone", "".join(old[a:b]))
        if d > c:
            yield Run("new", "".join(new[c:d]))
