"""The draft vocabulary of the sample network."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from whrin.audit.actions import Actor
from whrin.topics.actions import TopicUnderItself, Words, save_topic
from whrin.topics.models import Topic


@transaction.atomic
def load(folder: Path, by: Actor | None, progress: Callable[[int, int], None] | None = None) -> int:
    """Add the topics of `folder`/topics.json that are missing; return how many.

    A topic that is there stays as it is. `progress` is told how many of how many are done.
    """
    concepts = json.loads((folder / "topics.json").read_text(encoding="utf-8"))["concepts"]
    known = {topic.slug: topic for topic in Topic.objects.all()}
    missing = [concept for concept in _broader_first(concepts) if concept["id"] not in known]
    for done, concept in enumerate(missing, 1):
        known[concept["id"]] = save_topic(
            topic=Topic(slug=concept["id"]),
            words=_words(concept),
            broader=[known[slug] for slug in concept.get("broader", [])],
            by=by,
        )
        if progress:
            progress(done, len(missing))
    return len(missing)


def _broader_first(concepts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    waiting, told = list(concepts), set[str]()
    while waiting:
        ready = [concept for concept in waiting if told.issuperset(concept.get("broader", []))]
        if not ready:
            raise TopicUnderItself(TopicUnderItself.message)
        yield from ready
        told.update(concept["id"] for concept in ready)
        waiting = [concept for concept in waiting if concept["id"] not in told]


def _words(concept: Mapping[str, Any]) -> dict[str, Words]:
    preferred, alternatives = concept["prefLabel"], concept.get("altLabel", {})
    notes = concept.get("scopeNote", {})
    return {
        language: Words(preferred.get(language, ""), alternatives.get(language, []), notes.get(language, ""))
        for language in {**preferred, **alternatives, **notes}
    }
