"""Staff keep the vocabulary at the desk."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import SignedIn
from whrin.audit.models import Event
from whrin.people.models import Person
from whrin.topics.actions import Words, save_topic
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db
GROUPS = ["en", "es", "fr", "ru", "ar", "pt", "id", "other"]


def filled(**given: Any) -> dict[str, Any]:
    empty = {f"{kind}_{tag}": "" for tag in GROUPS for kind in ("preferred", "alternatives", "note")}
    return {**empty, "slug": "naloxone", "other_tag": "", "preferred_en": "Naloxone", **given}


def test_a_coordinator_can_make_a_topic_in_several_languages(coordinator: Person, health: Topic) -> None:
    answer = SignedIn(coordinator).post(
        reverse("vocabulary:add"),
        filled(
            broader=[health.pk],
            alternatives_en="Narcan\r\n\r\nantidote",
            preferred_ar="النالوكسون",
            note_es="Antídoto.",
            other_tag="ne",
            preferred_other="नालोक्सोन",
        ),
    )
    assert answer.status_code == 302
    topic = Topic.objects.get(slug="naloxone")
    assert set(topic.labels.values_list("language", "text", "is_preferred")) == {
        ("en", "Naloxone", True),
        ("en", "Narcan", False),
        ("en", "antidote", False),
        ("ar", "النالوكسون", True),
        ("ne", "नालोक्सोन", True),
    }
    assert topic.scope_notes.get().text == "Antídoto."
    assert list(topic.broader.all()) == [health]
    assert Event.objects.filter(verb="save topic", by="amina").count() == 1


def test_the_form_shows_every_word_it_will_keep(coordinator: Person, therapy: Topic) -> None:
    page = SignedIn(coordinator).get(reverse("vocabulary:edit", args=[therapy.pk])).content.decode()
    assert "OAT\nmethadone" in page
    assert 'dir="rtl"' in page
    assert "<legend" in page


def test_a_coordinator_saves_the_form_as_it_is_and_nothing_changes(
    coordinator: Person, therapy: Topic
) -> None:
    address = reverse("vocabulary:edit", args=[therapy.pk])
    form = SignedIn(coordinator).get(address).context["form"]
    before = set(therapy.labels.values_list("language", "text", "is_preferred"))
    data = {name: form[name].value() or "" for name in form.fields}
    data["broader"] = [each.pk for each in therapy.broader.all()]
    answer = SignedIn(coordinator).post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert set(therapy.labels.values_list("language", "text", "is_preferred")) == before
    assert Event.objects.filter(verb="save topic", by="amina").count() == 1


def test_the_stable_name_stays(coordinator: Person, therapy: Topic) -> None:
    SignedIn(coordinator).post(reverse("vocabulary:edit", args=[therapy.pk]), filled(slug="other-name"))
    therapy.refresh_from_db()
    assert therapy.slug == "oat"
    assert therapy.label_in("en") == "Naloxone"


@pytest.mark.parametrize(
    "fault",
    [
        {"preferred_en": ""},
        {"preferred_en": "x" * 121},
        {"alternatives_ru": "y" * 121},
        {"other_tag": "qqq-none", "preferred_other": "x"},
        {"other_tag": "es", "preferred_other": "x"},
        {"preferred_other": "x"},
        {"slug": "not a slug"},
        {"slug": "oat"},
        {"slug": ""},
    ],
)
def test_a_faulty_form_keeps_nothing(coordinator: Person, therapy: Topic, fault: dict[str, str]) -> None:
    events = Event.objects.count()
    answer = SignedIn(coordinator).post(reverse("vocabulary:add"), filled(**fault))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert Topic.objects.count() == 2
    assert Event.objects.count() == events


def test_a_coordinator_cannot_close_a_circle(coordinator: Person, health: Topic, therapy: Topic) -> None:
    address = reverse("vocabulary:edit", args=[health.pk])
    answer = SignedIn(coordinator).post(address, filled(broader=[therapy.pk]))
    assert answer.status_code == 200
    assert "broader" in answer.context["form"].errors
    assert not health.broader.exists()
    assert health.label_in("en") == "Health"


def test_a_coordinator_cannot_remove_a_topic_that_others_stand_under(
    coordinator: Person, health: Topic, therapy: Topic
) -> None:
    browser = SignedIn(coordinator)
    browser.post(reverse("vocabulary:delete", args=[health.pk]))
    assert Topic.objects.filter(slug="health").exists()
    browser.post(reverse("vocabulary:delete", args=[therapy.pk]))
    assert not Topic.objects.filter(slug="oat").exists()


def test_an_editor_without_the_right_cannot_change_the_vocabulary(editor: Person, therapy: Topic) -> None:
    browser = SignedIn(editor)
    assert browser.get(reverse("vocabulary:index")).status_code == 302
    assert browser.post(reverse("vocabulary:add"), filled()).status_code == 302
    assert Topic.objects.count() == 2


def test_the_list_opens_and_finds_by_a_label(coordinator: Person, therapy: Topic) -> None:
    page = SignedIn(coordinator).get(reverse("vocabulary:index"), {"q": "methadone"}).content.decode()
    assert "Opioid agonist therapy" in page


def _queries_of_list(coordinator: Person, topics: int) -> int:
    for place in range(Topic.objects.count(), topics):
        save_topic(topic=Topic(slug=f"t{place}"), words={"en": Words(f"T{place}")}, broader=[], by=None)
    browser = SignedIn(coordinator)
    browser.get(reverse("vocabulary:index"))
    with CaptureQueriesContext(connection) as context:
        browser.get(reverse("vocabulary:index"))
    return sum("topics_" in query["sql"] for query in context.captured_queries)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_vocabulary_as_often_for_one_topic_as_for_three(
    coordinator: Person, number: int
) -> None:
    # How many there are, the topics, their labels.
    assert _queries_of_list(coordinator, number) == 3
