from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import Actor, record
from whrin.kit.edition import advance_on_commit
from whrin.kit.text import clean_line, clean_text
from whrin.kit.uses import is_used
from whrin.search.actions import forget_synonyms
from whrin.topics.models import Label, ScopeNote, Topic
from whrin.topics.rules import is_language, stands_under_itself
from whrin.topics.signals import topics_changed


class TopicUnderItself(ValueError):
    """A topic cannot stand under itself, directly or by way of others."""

    message = _("A topic cannot be under itself or under one of its own narrower topics.")


class UnknownLanguage(ValueError):
    """A label or a note is in a language that nobody knows by this tag."""


class NoEnglishLabel(ValueError):
    """A topic needs a preferred label in English, on which every other language falls back."""

    message = _("Give at least the preferred label in English.")


class TopicInUse(ValueError):
    """A topic cannot be removed while others stand under it, or while something is filed under it."""

    message = _("Other topics stand under this one, or something is filed under it. Move that first.")


@dataclass(frozen=True)
class Words:
    """What a topic is called in one language, and what it covers. Empty: nothing in this language."""

    preferred: str = ""
    alternatives: Sequence[str] = ()
    note: str = ""


@transaction.atomic
def save_topic(
    *, topic: Topic, words: Mapping[str, Words], broader: Iterable[Topic], by: Actor | None
) -> Topic:
    """Keep a topic with these words, by language tag, under these broader topics; other words of it go.

    An alternative that says the same as the preferred label is left out. Raises `NoEnglishLabel`,
    `UnknownLanguage` or `TopicUnderItself`; nothing is kept then.
    """
    cleaned = {language: _cleaned(given) for language, given in words.items()}
    _refuse_words(cleaned)
    topic.save()
    _place(topic, broader)
    _store_words(topic, cleaned)
    record(
        verb="save topic",
        about=topic,
        by=by,
        slug=topic.slug,
        languages=sorted(language for language, given in cleaned.items() if given.preferred),
        broader=sorted(wider.slug for wider in topic.broader.all()),
    )
    _tell(topic)
    return topic


@transaction.atomic
def remove_topic(*, topic: Topic, by: Actor | None) -> None:
    """Remove a topic. Raises `TopicInUse` when others stand under it or are about it; nothing goes then."""
    if topic.narrower.exists() or is_used(topic):
        raise TopicInUse(TopicInUse.message)
    record(verb="remove topic", about=topic, by=by, slug=topic.slug)
    topic.delete()
    _tell(topic)


def would_stand_under_itself(topic: Topic, broader: Iterable[Topic]) -> bool:
    """Say whether these broader topics would close a circle."""
    upwards: dict[int, set[int]] = {topic.pk: {each.pk for each in broader}}
    links = Topic.broader.through.objects.exclude(from_topic=topic)
    for narrower_id, wider_id in links.values_list("from_topic_id", "to_topic_id"):
        upwards.setdefault(narrower_id, set()).add(wider_id)
    return stands_under_itself(topic.pk, upwards)


def _tell(topic: Topic) -> None:
    forget_synonyms()
    advance_on_commit()
    transaction.on_commit(partial(topics_changed.send, Topic, slugs=[topic.slug]))


def _cleaned(words: Words) -> Words:
    preferred = clean_line(words.preferred)
    alternatives = dict.fromkeys(clean_line(written) for written in words.alternatives)
    kept = [written for written in alternatives if written and written != preferred]
    return Words(preferred, kept, clean_text(words.note))


def _refuse_words(words: Mapping[str, Words]) -> None:
    if not words.get("en", Words()).preferred:
        raise NoEnglishLabel(NoEnglishLabel.message)
    for language in words:
        if not is_language(language):
            raise UnknownLanguage(
                _("“%(tag)s” is no language we know. Use a tag such as “ne” or “pt-BR”.") % {"tag": language}
            )


def _place(topic: Topic, broader: Iterable[Topic]) -> None:
    # Two people who each move a topic at once could close a circle together: one waits for the other.
    list(Topic.objects.select_for_update().order_by("pk"))
    wanted = list(broader)
    if would_stand_under_itself(topic, wanted):
        raise TopicUnderItself(TopicUnderItself.message)
    topic.broader.set(wanted)


def _store_words(topic: Topic, words: Mapping[str, Words]) -> None:
    topic.labels.all().delete()
    topic.scope_notes.all().delete()
    Label.objects.bulk_create(
        Label(topic=topic, language=language, text=text, is_preferred=is_preferred)
        for language, given in words.items()
        for text, is_preferred in _labels(given)
    )
    ScopeNote.objects.bulk_create(
        ScopeNote(topic=topic, language=language, text=given.note)
        for language, given in words.items()
        if given.note
    )


def _labels(words: Words) -> list[tuple[str, bool]]:
    preferred = [(words.preferred, True)] if words.preferred else []
    return preferred + [(text, False) for text in words.alternatives]
