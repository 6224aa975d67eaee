"""Words as bodies count them: as an office program does."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent.parent / "data" / "counting.json"


def count_words(texts: Iterable[str]) -> int:
    """Return how many words there are: runs of signs between spaces. "12." is one, so is "well-known"."""
    return sum(len(text.split()) for text in texts)


@cache
def counting() -> dict[str, Any]:
    """Return what counting goes by: words of a minute, and how languages call an article."""
    told: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return told


def words_a_minute(language: str) -> int:
    """Return how many words of a language are spoken in a minute. An assumption: no body says it."""
    paces: dict[str, int] = counting()["words_a_minute"]
    return paces.get(language.split("-", maxsplit=1)[0], paces["default"])
