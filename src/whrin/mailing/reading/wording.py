"""The words of mail programmes in many languages, from `words.toml`."""

import tomllib
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).with_name("words.toml")


@cache
def _all() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_WORDS.read_text("utf-8"))


@cache
def words(section: str, name: str) -> tuple[str, ...]:
    """Return the words of one list in small letters, longest first, each once."""
    given = {word.casefold() for word in _all()[section][name]}
    return tuple(sorted(given, key=lambda word: (-len(word), word)))
