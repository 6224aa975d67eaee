"""Reads what JavaRosa answered (`recordings/README.md`), and tells whether we answer the same."""

import gzip
import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from tests.surveys.vectors import RECORDINGS, same
from whrin.surveys.xpath.values import to_text

#: An answer of JavaRosa: a kind of Java's, and the value as text; the kind "error" with its words.
Answer = list[str]


@lru_cache
def _recorded() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(gzip.decompress((RECORDINGS / "javarosa.json.gz").read_bytes()))
    return loaded


def answer_to(number: int) -> Answer | None:
    """Return what JavaRosa answered to a vector; None if its document is no form, or it refused."""
    answer: Answer | None = _recorded()["vectors"].get(str(number))
    return None if answer is None or answer[0] == "error" else answer


def cases() -> list[tuple[str, str, Answer]]:
    """Return our own cases: place, expression, JavaRosa's answer."""
    return [(path, expression, answer) for path, expression, *answer in _recorded()["cases"]]


def agrees(ours: Any, answer: Answer) -> bool:
    """Tell whether our answer is JavaRosa's, in kind and value."""
    kind, text = answer
    if kind == "Double":
        return isinstance(ours, float) and same(ours, float(text))
    if kind == "Boolean":
        return isinstance(ours, bool) and str(ours) == text
    if isinstance(ours, datetime):
        return kind == "Date" and to_text(ours) == text
    return isinstance(ours, str) and ours == text
