"""A work as a style sees it: CSL-JSON of one language version."""

import unicodedata
from typing import Any

from whrin.library.enums import Role
from whrin.library.exports.sheet import record_address
from whrin.library.mapping import kind_from_csl, types_of
from whrin.library.models import Contribution, LanguageVersion, Work

#: Types that every style tells by how it sets them.
_SPEAKING = frozenset({"article-journal", "book", "chapter"})
#: Scripts that set family and given name without a space.
_SOLID = ("CJK ", "HANGUL ", "HIRAGANA ", "KATAKANA ")


def item_of(work: Work, version: LanguageVersion) -> dict[str, Any]:
    """Return the record that citations of this version are made from; relations should be prefetched."""
    types = types_of(work.kind)
    links = [link for link in version.links.all() if link.address.startswith(("http://", "https://"))]
    parts = [part for part in (work.year, work.month, work.day) if part]
    written = {
        "id": work.slug,
        "type": types.csl,
        "title": version.title,
        **{role.value: _people(work, role) for role in Role},
        "issued": {"date-parts": [parts]} if parts else None,
        "publisher": work.publisher,
        "genre": "" if _goes_without_saying(work) else work.genre or types.csl_genre,
        "container-title": work.container_title,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "DOI": work.doi,
        "ISBN": work.isbn,
        "URL": links[0].address if links else record_address(work.slug, version.language),
        "language": "" if version.language in {"und", "mul"} else version.language,
    }
    return {name: value for name, value in written.items() if value}


def _goes_without_saying(work: Work) -> bool:
    """Tell whether the genre says no more than a style does by itself: “book chapter” of a chapter."""
    csl = types_of(work.kind).csl
    return csl in _SPEAKING and kind_from_csl("webpage", work.genre) == work.kind


def _people(work: Work, role: Role) -> list[dict[str, str]]:
    return [_name(one) for one in work.contributions.all() if one.role == role]


def _name(one: Contribution) -> dict[str, str]:
    """Names in scripts without capitals have no initials and no order of their own: they are cited whole."""
    if one.literal:
        return {"literal": one.literal}
    letters = [letter for letter in one.family + one.given if letter.isalpha()]
    if letters and all(unicodedata.category(letter) in {"Lo", "Lm"} for letter in letters):
        if unicodedata.name(letters[0], "").startswith(_SOLID):
            return {"literal": f"{one.family}{one.given}"}
        return {"literal": f"{one.given} {one.family}".strip()}
    return {"family": one.family, **({"given": one.given} if one.given else {})}
