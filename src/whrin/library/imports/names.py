"""Names as RIS, BibTeX and tables write them, in the shape of CSL-JSON."""

from functools import cache
from pathlib import Path

from whrin.library import likeness

Name = dict[str, str]
_WORDS = Path(__file__).parents[1] / "data" / "organisation_words.txt"
_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "al"}
)


@cache
def _organisation_words() -> frozenset[str]:
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def name_of(written: str) -> Name:
    """Return a name written `Family, Given[, Suffix]`; a comma at its end, or none in it, tells an
    organisation or a name that must not be taken apart.
    """
    whole = " ".join(written.split())
    if whole.endswith(",") or "," not in whole:
        return {"literal": whole.rstrip(", ")}
    family, given = (part.strip() for part in whole.split(",", maxsplit=1))
    if looks_like_organisation(whole) or not family:
        return {"literal": whole.strip(", ")}
    given, _comma, suffix = given.partition(",")
    return {
        "family": family,
        "given": given.strip(),
        **({"suffix": suffix.strip()} if suffix.strip() else {}),
    }


def natural_name_of(written: str) -> Name:
    """Return a name written `Given von Family`, as BibTeX allows; an organisation is left whole."""
    words = written.split()
    if len(words) < 2 or len(words) > 5 or looks_like_organisation(written):
        return {"literal": " ".join(words)}
    first = next((place for place, word in enumerate(words[1:-1], 1) if word in _PARTICLES), len(words) - 1)
    return {"family": " ".join(words[first:]), "given": " ".join(words[:first])}


def looks_like_organisation(written: str) -> bool:
    """Tell whether a word of the name is one that only organisations carry."""
    return not _organisation_words().isdisjoint(likeness.fold(written).split())
