"""Our three taxonomies and their terms, as HSDS tells them, in English."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from whrin.kit.edition import kept_for_an_edition
from whrin.services.enums import TermKind
from whrin.services.hsds.ids import fact_id, taxonomy_id
from whrin.services.models import Term

Thing = dict[str, Any]
LANGUAGE = "en"
_FILE = Path(__file__).parent / "data" / "vocabulary.json"
#: Which taxonomy a term of the room belongs to.
_OF_KIND = {TermKind.TYPE: "types", TermKind.ATTRIBUTE: "attributes"}
#: The version of the checklist and of these lists.
VERSION = "1.0"


@dataclass(frozen=True)
class Vocabulary:
    """`taxonomies` and `terms` whole, in order; `short` by row of the room, `facts` by name: a term as it
    stands inside an attribute.
    """

    taxonomies: tuple[Thing, ...]
    terms: tuple[Thing, ...]
    short: dict[int, Thing]
    facts: dict[str, Thing]


@cache
def _written() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def words() -> dict[str, str]:
    """Return the sentences that stand in records as values; open data speaks one language."""
    return _written()["words"]


@kept_for_an_edition
def vocabulary() -> Vocabulary:
    """Return the vocabulary as it is now. Nobody may change what is returned."""
    taxonomies = tuple(
        {"id": str(taxonomy_id(name)), **texts, "version": VERSION}
        for name, texts in _written()["taxonomies"].items()
    )
    details = dict(zip(_written()["taxonomies"], taxonomies, strict=True))
    own = {term.pk: _of_row(term, details) for term in Term.objects.all()}
    sides = [_written_term("attributes", slug, texts, details) for slug, texts in _written()["sides"].items()]
    facts = {
        slug: _written_term("record", slug, texts, details) for slug, texts in _written()["facts"].items()
    }
    return Vocabulary(
        taxonomies=taxonomies,
        terms=(*own.values(), *sides, *facts.values()),
        short={pk: _short(term) for pk, term in own.items()},
        facts={slug: _short(term) for slug, term in facts.items()},
    )


def _of_row(term: Term, details: dict[str, Thing]) -> Thing:
    name = term.label_in(LANGUAGE)
    told = _term(
        term.uid, term.slug, name, term.note_in(LANGUAGE) or name, details[_OF_KIND[TermKind(term.kind)]]
    )
    if term.aaaq:
        told["parent_id"] = str(fact_id("attributes", term.aaaq))
    return told


def _written_term(taxonomy: str, slug: str, texts: dict[str, str], details: dict[str, Thing]) -> Thing:
    return _term(fact_id(taxonomy, slug), slug, texts["name"], texts["description"], details[taxonomy])


def _term(uid: UUID, slug: str, name: str, description: str, taxonomy: Thing) -> Thing:
    return {
        "id": str(uid),
        "code": slug,
        "name": name,
        "description": description,
        "taxonomy": taxonomy["name"],
        "taxonomy_id": taxonomy["id"],
        "taxonomy_detail": taxonomy,
        "language": LANGUAGE,
    }


def _short(term: Thing) -> Thing:
    return {key: term[key] for key in ("id", "code", "name", "description", "taxonomy_id")}
