"""One answer of a mapping survey as contents of records. Pure: no database.

Names of questions that are read, wherever they stand: once `kind` (who tells), `country`, `part`; in each
service sheet `name`, `kinds`, `town`, `web`, `may_publish`, `address`, `source`, `as_of`, and every attribute
by its slug.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whrin.services.enums import Degree, Informant, Precision, Sureness
from whrin.services.fields import CLAIM, PLACE, PLACE_PARTS

#: Questions without which a sheet is none.
NEEDED = frozenset({"country", "name"})
_INFORMANTS = {"woman": Informant.WOMAN, "service": Informant.SERVICE, "other": Informant.OTHER}
_SURENESS = {
    "use": Sureness.SURE,
    "work": Sureness.SURE,
    "told": Sureness.FAIRLY,
    "published": Sureness.FAIRLY,
    "heard": Sureness.UNSURE,
}


@dataclass(frozen=True)
class Sheet:
    """One service that an answer tells of. `number`: its place in the answer, from 1; `part`: as it was
    written, to be looked up; `content`: in the shape of `services.content`.
    """

    number: int
    said_by: str
    part: str
    content: Mapping[str, Any] = field(default_factory=dict)


def by_name(values: Mapping[str, str]) -> dict[str, str]:
    """Return answers by the last step of their paths."""
    return {path.rpartition("/")[2]: value.strip() for path, value in values.items() if value.strip()}


def sheets_in(
    once: Mapping[str, str],
    rounds: Sequence[Mapping[str, str]],
    *,
    types: Collection[str],
    attributes: Collection[str],
    language: str,
) -> list[Sheet]:
    """Return the sheets of an answer. `once`, `rounds`: by name; `types`, `attributes`: known slugs."""
    said_by = _INFORMANTS.get(once.get("kind", ""), Informant.NOT_SAID)
    country = once.get("country", "").upper()
    return [
        Sheet(
            number,
            said_by,
            once.get("part", ""),
            _content(said, country, said_by, types=types, attributes=attributes, language=language),
        )
        for number, said in enumerate(rounds, 1)
        if said.get("name") and country
    ]


def _content(
    said: Mapping[str, str],
    country: str,
    said_by: str,
    *,
    types: Collection[str],
    attributes: Collection[str],
    language: str,
) -> dict[str, Any]:
    sureness = _SURENESS.get(said.get("source", ""), Sureness.NOT_SAID)
    month = said.get("as_of", "")[:7]
    claims = {
        CLAIM + slug: {"value": value, "said_by": said_by, "said_on": month, "sureness": sureness}
        for slug, value in said.items()
        # "Not known" is no claim: it must not stand where somebody knows.
        if slug in attributes and value in {Degree.YES, Degree.PARTLY, Degree.NO}
    }
    found: dict[str, Any] = {
        "name": said["name"],
        "organisation": said["name"],
        "country": country,
        "language": language,
        "types": sorted(set(said.get("kinds", "").split()) & set(types)),
        **claims,
    }
    if said.get("web"):
        found["website"] = said["web"]
    if place := _place(said):
        found[f"{PLACE}new-1"] = place
    return found


def _place(said: Mapping[str, str]) -> dict[str, str] | None:
    """Return the place: its address only where somebody said that it may be published."""
    empty = dict.fromkeys(PLACE_PARTS, "")
    if said.get("may_publish") == "yes" and said.get("address"):
        told = {"precision": Precision.EXACT.value, "address": said["address"], "city": said.get("town", "")}
        return {**empty, **told}
    return {**empty, "precision": Precision.CITY.value, "city": said["town"]} if said.get("town") else None
