"""Reads that serve pages and other rooms: the tree, words by language, synonyms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from whrin.kit.languages import direction_of
from whrin.topics.models import Label, Topic


@dataclass(frozen=True)
class Text:
    """Something written, in a language that may differ from the page's (empty: none, a stable name)."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        """Return `rtl` or `ltr`."""
        return direction_of(self.language)


@dataclass(frozen=True)
class Name(Text):
    """A topic's preferred label: in the reader's language, else in English, else its stable name."""

    slug: str


@dataclass(frozen=True)
class Branch:
    """A topic in the tree. It stands under each of its broader topics, so it may come more than once."""

    name: Name
    note: Text | None
    narrower: Sequence["Branch"]


@dataclass(frozen=True)
class LanguageWords:
    """What a topic is called in one language; `preferred` may be empty."""

    language: str
    preferred: str
    alternatives: Sequence[str]

    @property
    def direction(self) -> str:
        """Return `rtl` or `ltr`."""
        return direction_of(self.language)


class Vocabulary:
    """The whole vocabulary, read once in four queries: hundreds of topics, not thousands."""

    def __init__(self) -> None:
        self.topics = {topic.pk: topic for topic in Topic.objects.prefetch_related("labels", "scope_notes")}
        self.broader: dict[int, list[int]] = {}
        self.narrower: dict[int, list[int]] = {}
        links = Topic.broader.through.objects.values_list("from_topic_id", "to_topic_id")
        for narrower_id, wider_id in links:
            self.broader.setdefault(narrower_id, []).append(wider_id)
            self.narrower.setdefault(wider_id, []).append(narrower_id)

    def names(self, keys: Iterable[int], language: str) -> list[Name]:
        """Return the names of these topics, by alphabet."""
        return sorted(
            (name_of(self.topics[key], language) for key in keys), key=lambda name: name.text.casefold()
        )

    def tree(self, language: str) -> list[Branch]:
        """Return the topics that stand under no other, each with what stands under it."""
        return self._branches([key for key in self.topics if key not in self.broader], language, frozenset())

    def _branches(self, keys: Iterable[int], language: str, above: frozenset[int]) -> list[Branch]:
        branches = [
            Branch(
                name=name_of(self.topics[key], language),
                note=note_of(self.topics[key], language),
                narrower=self._branches(self.narrower.get(key, ()), language, above | {key}),
            )
            for key in keys
            # No action lets a circle in; a row put in by hand must not turn a page into an endless one.
            if key not in above
        ]
        return sorted(branches, key=lambda branch: branch.name.text.casefold())


def name_of(topic: Topic, language: str) -> Name:
    """Return what the topic is called for a reader of `language`."""
    preferred = {label.language: label.text for label in topic.labels.all() if label.is_preferred}
    for tag in (language, language.split("-", maxsplit=1)[0], "en"):
        if tag in preferred:
            return Name(preferred[tag], tag, topic.slug)
    return Name(topic.slug, "", topic.slug)


def note_of(topic: Topic, language: str) -> Text | None:
    """Return what the topic covers, in `language`, else in English."""
    notes = {note.language: Text(note.text, note.language) for note in topic.scope_notes.all()}
    return notes.get(language) or notes.get(language.split("-", maxsplit=1)[0]) or notes.get("en")


def words_of(topic: Topic, first: str) -> list[LanguageWords]:
    """Return every label by language: the reader's (`first`), then the others by tag."""
    labels = sorted(
        topic.labels.all(), key=lambda label: (label.language != first, label.language, label.text)
    )
    return [
        LanguageWords(
            language=language,
            preferred=next((label.text for label in same if label.is_preferred), ""),
            alternatives=[label.text for label in same if not label.is_preferred],
        )
        for language, same in (
            (tag, list(group)) for tag, group in groupby(labels, lambda label: label.language)
        )
    ]


def synonym_groups() -> list[Mapping[str, Sequence[str]]]:
    """Return, a topic at a time, all its labels by language, the preferred one first."""
    groups: dict[int, dict[str, list[str]]] = {}
    rows = Label.objects.order_by("topic_id", "language", "-is_preferred", "text")
    for topic, language, text in rows.values_list("topic_id", "language", "text"):
        groups.setdefault(topic, {}).setdefault(language, []).append(text)
    return list(groups.values())
