"""A measure as one flat mapping: the shape of forms, of its history and of the sample.

{"kind": "law", "status": "in_force", "country": "KG", "part": "", "dates": {"adopted": "2003"},
 "topics": ["prison"], "text:en": {"title": "…", "summary": "…", "effect": "…", "what_to_do": "…"},
 "sources": [{"work": "slug", "title": "", "publisher": "", "address": "", "published": ""}]}
"""

from collections.abc import Mapping
from typing import Any

from whrin.policy_index.models import Measure, MeasureSource

Content = dict[str, Any]
TEXT = "text:"
#: Of a text and of a source, in order.
TEXT_PARTS = ("title", "summary", "effect", "what_to_do")
SOURCE_PARTS = ("work", "title", "publisher", "address", "published")


def content_of(measure: Measure) -> Content:
    """Return all there is of a measure."""
    return {
        "kind": measure.kind,
        "status": measure.status,
        "country": measure.country_id,
        "part": measure.part_id or "",
        "dates": dict(measure.dates),
        "topics": sorted(topic.slug for topic in measure.topics.all()),
        "sources": [source_content(source) for source in measure.sources.all()],
        **{TEXT + tag: dict(text) for tag, text in measure.texts.items()},
    }


def source_content(source: MeasureSource) -> dict[str, str]:
    """Return one source; a work by its stable name."""
    plain = {name: getattr(source, name) for name in SOURCE_PARTS if name != "work"}
    return {"work": source.work.slug if source.work else "", **plain}


def differing(before: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return the fields of `wanted` that are not so yet: what was, what shall be. An empty text is none."""
    found = {}
    for field, value in wanted.items():
        new = None if field.startswith(TEXT) and not any((value or {}).values()) else value
        # What was never said and what is empty are the same.
        if (new or None) != (before.get(field) or None):
            found[field] = (before.get(field), new)
    return found
