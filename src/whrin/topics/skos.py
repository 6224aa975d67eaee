"""The vocabulary as SKOS, for machines: one list of facts, written as Turtle and as JSON-LD.

A topic's address, `ADDRESS/topics/SLUG/`, names it in every format and leads readers to its page in their
language.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from whrin.topics.models import Topic
from whrin.topics.queries import Vocabulary

SKOS = "http://www.w3.org/2004/02/skos/core#"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_NEEDS_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f\u2028\u2029]')


@dataclass(frozen=True)
class Concept:
    """A topic as SKOS sees it. Texts: pairs of language tag and text; the rest: addresses. All sorted."""

    address: str
    preferred: list[tuple[str, str]]
    alternatives: list[tuple[str, str]]
    notes: list[tuple[str, str]]
    broader: list[str]
    narrower: list[str]


def scheme_address() -> str:
    """Return the address that names the vocabulary."""
    return f"{settings.WHRIN_ADDRESS}/topics/"


def address_of(slug: str) -> str:
    """Return the address that names a topic."""
    return f"{scheme_address()}{slug}/"


def concepts() -> list[Concept]:
    """Return every topic, by its stable name."""
    vocabulary = Vocabulary()

    def addresses(keys: list[int]) -> list[str]:
        return sorted(address_of(vocabulary.topics[key].slug) for key in keys)

    return [
        Concept(
            address=address_of(topic.slug),
            preferred=_labels(topic, is_preferred=True),
            alternatives=_labels(topic, is_preferred=False),
            notes=sorted((note.language, note.text) for note in topic.scope_notes.all()),
            broader=addresses(vocabulary.broader.get(topic.pk, [])),
            narrower=addresses(vocabulary.narrower.get(topic.pk, [])),
        )
        for topic in vocabulary.topics.values()
    ]


def as_turtle() -> str:
    """Return the vocabulary as Turtle (W3C, 2014)."""
    found = concepts()
    tops = [f"<{concept.address}>" for concept in found if not concept.broader]
    scheme = [("a", ["skos:ConceptScheme"]), ("skos:hasTopConcept", tops)]
    blocks = [_subject(scheme_address(), scheme)]
    blocks += [_subject(concept.address, list(_statements(concept))) for concept in found]
    return f"@prefix skos: <{SKOS}> .\n\n" + "\n".join(blocks)


def as_jsonld() -> str:
    """Return the vocabulary as JSON-LD 1.1; its context stands in it, so that nothing need be fetched."""
    found = concepts()
    scheme = {
        "id": scheme_address(),
        "type": "skos:ConceptScheme",
        "hasTopConcept": [concept.address for concept in found if not concept.broader],
    }
    graph = [scheme, *(_node(concept) for concept in found)]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _labels(topic: Topic, *, is_preferred: bool) -> list[tuple[str, str]]:
    labels = [label for label in topic.labels.all() if label.is_preferred == is_preferred]
    return sorted((label.language, label.text) for label in labels)


def _statements(concept: Concept) -> Iterator[tuple[str, list[str]]]:
    yield "a", ["skos:Concept"]
    yield "skos:inScheme", [f"<{scheme_address()}>"]
    if not concept.broader:
        yield "skos:topConceptOf", [f"<{scheme_address()}>"]
    yield "skos:prefLabel", [_literal(*pair) for pair in concept.preferred]
    yield "skos:altLabel", [_literal(*pair) for pair in concept.alternatives]
    yield "skos:scopeNote", [_literal(*pair) for pair in concept.notes]
    yield "skos:broader", [f"<{address}>" for address in concept.broader]
    yield "skos:narrower", [f"<{address}>" for address in concept.narrower]


def _subject(address: str, statements: list[tuple[str, list[str]]]) -> str:
    lines = [f"    {verb} {', '.join(objects)}" for verb, objects in statements if objects]
    return f"<{address}>\n" + " ;\n".join(lines) + " .\n"


def _literal(language: str, text: str) -> str:
    escaped = _NEEDS_ESCAPE.sub(lambda found: _escape(found[0]), text)
    return f'"{escaped}"@{language}'


def _escape(character: str) -> str:
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def _link(name: str) -> dict[str, str]:
    return {"@id": f"skos:{name}", "@type": "@id"}


def _text(name: str) -> dict[str, str]:
    return {"@id": f"skos:{name}", "@container": "@language"}


_CONTEXT: dict[str, Any] = {
    "skos": SKOS,
    "id": "@id",
    "type": "@type",
    "prefLabel": _text("prefLabel"),
    "altLabel": _text("altLabel"),
    "scopeNote": _text("scopeNote"),
    "broader": _link("broader"),
    "narrower": _link("narrower"),
    "inScheme": _link("inScheme"),
    "topConceptOf": _link("topConceptOf"),
    "hasTopConcept": _link("hasTopConcept"),
}


def _node(concept: Concept) -> dict[str, Any]:
    alternatives: dict[str, list[str]] = {}
    for language, text in concept.alternatives:
        alternatives.setdefault(language, []).append(text)
    node = {
        "id": concept.address,
        "type": "skos:Concept",
        "inScheme": scheme_address(),
        "topConceptOf": "" if concept.broader else scheme_address(),
        "prefLabel": dict(concept.preferred),
        "altLabel": alternatives,
        "scopeNote": dict(concept.notes),
        "broader": concept.broader,
        "narrower": concept.narrower,
    }
    return {key: value for key, value in node.items() if value}
