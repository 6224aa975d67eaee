"""What every part of a record is told with."""

from dataclasses import dataclass
from typing import Any

from whrin.services.hsds.vocabulary import Thing, Vocabulary

__all__ = ["Thing", "Told", "kept"]


@dataclass(frozen=True)
class Told:
    """What the telling of one page shares: vocabulary, sentences, names of countries (English, by code),
    the site's address without a slash at its end.
    """

    vocabulary: Vocabulary
    words: dict[str, str]
    countries: dict[str, str]
    site: str


def kept(**fields: Any) -> Thing:
    """Return the fields that say something: what is empty is left out, as the standard wants."""
    return {name: value for name, value in fields.items() if value not in ("", None, [])}
