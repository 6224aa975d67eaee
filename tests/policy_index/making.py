"""Measures for tests; everything in them is made up."""

from typing import Any

from whrin.policy_index.actions import create_measure, publish_measure
from whrin.policy_index.models import Measure

SOURCE = {"work": "", "title": "A made-up gazette", "publisher": "", "address": "", "published": "2024-05"}


def text(title: str = "A made-up law", **more: str) -> dict[str, str]:
    return {"title": title, "summary": "It is made up.", "effect": "None.", "what_to_do": "Laugh.", **more}


def content(**more: Any) -> dict[str, Any]:
    """Return the content of a law of Kenya; `more` by field."""
    return {
        "kind": "law",
        "status": "in_force",
        "country": "KE",
        "part": "",
        "dates": {"proposed": "2021", "adopted": "2023-11", "in_force": "2024-01-31"},
        "topics": [],
        "text:en": text(),
        "sources": [SOURCE],
        **more,
    }


def measure(*, is_public: bool = True, **more: Any) -> Measure:
    """Make one, public unless told otherwise."""
    made = create_measure(content=content(**more), by=None)
    if is_public:
        publish_measure(measure=made, by=None)
    return made
