"""A topic is kept whole, or not at all."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from whrin.audit.models import Event
from whrin.people.models import Person
from whrin.topics import actions
from whrin.topics.actions import Words, save_topic
from whrin.topics.models import Label, Topic
from whrin.topics.rules import is_language, stands_under_itself
from whrin.topics.signals import topics_changed

pytestmark = pytest.mark.django_db


def words_in(topic: Topic) -> set[tuple[str, str, bool]]:
    return set(topic.labels.values_list("language", "text", "is_preferred"))


def test_an_editor_keeps_words_in_many_languages_and_the_audit_knows(editor: Person, health: Topic) -> None:
    words = {"en": Words(" Health \u202e ", ["care", "care", "Health"]), "ne": Words("स्वास्थ्य")}
    save_topic(topic=health, words=words, broader=[], by=editor)
    assert words_in(health) == {
        ("en", "Health", True),
        ("en", "care", False),
        ("ne", "स्वास्थ्य", True),
    }
    assert health.label_in("ne-NP") == "स्वास्थ्य"
    assert Event.objects.filter(verb="save topic", by="lucia").count() == 1


def test_a_topic_can_stand_under_several(health: Topic, therapy: Topic) -> None:
    rights = save_topic(topic=Topic(slug="rights"), words={"en": Words("Rights")}, broader=[], by=None)
    save_topic(topic=therapy, words={"en": Words("OAT")}, broader=[health, rights], by=None)
    assert set(therapy.broader.all()) == {health, rights}


def test_a_topic_cannot_stand_under_itself(health: Topic, therapy: Topic) -> None:
    before = words_in(health)
    for broader in ([health], [therapy]):
        with pytest.raises(actions.TopicUnderItself):
            save_topic(topic=health, words={"en": Words("Other")}, broader=broader, by=None)
    assert words_in(health) == before
    assert not health.broader.exists()


def test_a_topic_cannot_stand_under_itself_by_way_of_three(health: Topic, therapy: Topic) -> None:
    dose = save_topic(topic=Topic(slug="dose"), words={"en": Words("Dose")}, broader=[therapy], by=None)
    with pytest.raises(actions.TopicUnderItself):
        save_topic(topic=health, words={"en": Words("Health")}, broader=[dose], by=None)
    assert not health.broader.exists()


@pytest.mark.parametrize("words", [{}, {"en": Words("  ")}, {"es": Words("Salud")}, {"en": Words("", ["x"])}])
def test_a_topic_cannot_be_without_an_english_label(health: Topic, words: dict[str, Words]) -> None:
    before = words_in(health)
    with pytest.raises(actions.NoEnglishLabel):
        save_topic(topic=health, words=words, broader=[], by=None)
    assert words_in(health) == before


@pytest.mark.parametrize("tag", ["xx-nothing", "", "en us", "-", "e\u202en"])
def test_words_cannot_be_in_a_language_nobody_knows(health: Topic, tag: str) -> None:
    before = words_in(health)
    with pytest.raises(actions.UnknownLanguage):
        save_topic(topic=health, words={"en": Words("Health"), tag: Words("x")}, broader=[], by=None)
    assert words_in(health) == before


@pytest.mark.parametrize("tag", ["en", "pt-BR", "ne", "zh-Hans", "my", "ar-MA"])
def test_a_known_language_is_one(tag: str) -> None:
    assert is_language(tag)


def test_a_circle_that_does_not_hold_the_topic_ends_the_walk() -> None:
    assert not stands_under_itself(1, {1: [2], 2: [3], 3: [2]})
    assert stands_under_itself(2, {1: [2], 2: [3], 3: [2]})


def test_rooms_above_are_told_after_the_commit(
    health: Topic, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    told: list[list[str]] = []

    def listen(*, slugs: list[str], **_rest: object) -> None:
        told.append(slugs)

    topics_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks() as callbacks:
            save_topic(topic=health, words={"en": Words("Health")}, broader=[], by=None)
        assert told == []
        for callback in callbacks:
            callback()
        assert ["health"] in told
    finally:
        topics_changed.disconnect(listen)


def test_a_topic_with_others_under_it_cannot_be_removed(health: Topic, therapy: Topic) -> None:
    with pytest.raises(actions.TopicInUse):
        actions.remove_topic(topic=health, by=None)
    assert Topic.objects.filter(slug="health").exists()


def test_a_topic_that_nothing_is_about_can_be_removed(therapy: Topic) -> None:
    actions.remove_topic(topic=therapy, by=None)
    assert not Topic.objects.filter(slug="oat").exists()
    assert not Label.objects.filter(text="OAT").exists()
    assert Event.objects.filter(verb="remove topic").count() == 1
