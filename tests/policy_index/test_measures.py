"""What is kept of a measure, and what cannot be kept."""

import datetime

import pytest
import time_machine

from tests.policy_index.making import SOURCE, content, measure, text
from whrin.audit.models import Event
from whrin.people.models import Person
from whrin.policy_index.actions import (
    CannotPublish,
    WrongContent,
    answer_suggestion,
    change_measure,
    create_measure,
    erase_answered,
    note_check,
    publish_measure,
    suggest,
    withdraw_measure,
)
from whrin.policy_index.content import content_of
from whrin.policy_index.enums import Answer, State
from whrin.policy_index.models import Change, Measure, Suggestion
from whrin.policy_index.queries import measures_by_country, newest_in, public_measures

pytestmark = pytest.mark.django_db


def test_every_field_that_changed_is_a_row_and_nothing_else_is(editor: Person) -> None:
    found = measure()
    assert set(found.changes.values_list("number", "role")) == {(1, "system")}
    wanted = {"status": "struck_down", "text:es": text("Una ley inventada"), "country": "KE"}
    assert change_measure(measure=found, content=wanted, by=editor) == ["status", "text:es"]
    rows = {row.field: row for row in found.changes.filter(number=2)}
    assert (rows["status"].old, rows["status"].new, rows["status"].role) == (
        "in_force",
        "struck_down",
        "editor",
    )
    assert rows["text:es"].old is None
    assert change_measure(measure=found, content=wanted, by=editor) == []
    assert found.changes.count() == Change.objects.count()
    assert editor.get_username() not in str(list(Change.objects.values()))


def test_a_text_that_is_emptied_goes_and_stays_in_the_history(editor: Person) -> None:
    found = measure(**{"text:es": text("Una ley inventada")})
    change_measure(measure=found, content={"text:es": {}}, by=editor)
    assert list(found.texts) == ["en"]
    assert found.changes.get(number=2).old["title"] == "Una ley inventada"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "wish"}, "kind"),
        ({"country": "XX"}, "country"),
        ({"part": "US-CA"}, "part"),
        ({"dates": {"adopted": "2023-13"}}, "dates"),
        ({"dates": {"adopted": "20231"}}, "dates"),
        ({"dates": {"dreamt": "2023"}}, "dates"),
        ({"dates": {"adopted": "3023"}}, "dates"),
        ({"sources": [{**SOURCE, "title": ""}]}, "sources"),
        ({"sources": [{**SOURCE, "work": "not-there"}]}, "sources"),
        ({"text:en": text("")}, "text:en"),
        ({"text:qqq9": text()}, "text:qqq9"),
    ],
)
def test_what_cannot_be_kept_is_named_and_nothing_is_kept(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(WrongContent) as refusal:
        create_measure(content=content(**wrong), by=None)
    assert field in refusal.value.faults
    assert not Measure.objects.exists()
    assert not Event.objects.filter(verb="create measure").exists()


def test_nothing_is_published_without_a_source_or_kept_public_without_one() -> None:
    draft = create_measure(content=content(sources=[]), by=None)
    with pytest.raises(CannotPublish):
        publish_measure(measure=draft, by=None)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    shown = measure()
    with pytest.raises(CannotPublish):
        change_measure(measure=shown, content={"sources": []}, by=None)
    assert content_of(Measure.objects.get(pk=shown.pk))["sources"] == [SOURCE]


def test_withdrawn_is_gone_from_every_list_and_can_come_back() -> None:
    kept, gone = measure(), measure(country="UG")
    withdraw_measure(measure=gone, by=None)
    assert measures_by_country() == {"KE": 1}
    assert newest_in(["KE", "UG"], "", 3) == ([kept], 1)
    publish_measure(measure=gone, by=None)
    assert set(public_measures()) == {kept, gone}


def test_a_part_is_shown_what_holds_in_its_whole_country_too() -> None:
    whole, here = measure(country="US"), measure(country="US", part="US-CA")
    measure(country="US", part="US-NY")
    assert set(newest_in(["US"], "US-CA", 3)[0]) == {whole, here}
    assert newest_in(["US"], "", 2)[1] == 3


def test_titles_without_latin_letters_and_names_that_are_taken_get_names_of_their_own() -> None:
    slugs = {measure(**{"text:en": text(title)}).slug for title in ("Feed", "Feed", "禁令")}
    assert slugs >= {"feed-2", "feed-3"}
    assert any(slug.startswith("measure-") for slug in slugs)


def test_a_check_says_as_what_never_who(coordinator: Person) -> None:
    found = measure()
    note_check(measure=found, by=coordinator)
    assert (found.checked_as, bool(found.checked_on)) == ("coordinator", True)


def test_a_suggestion_pressed_twice_is_one_and_goes_a_month_after_its_answer(coordinator: Person) -> None:
    sent = {"text": "It was repealed.", "source": "The gazette", "country": "KE", "language": "en"}
    for _press in range(2):
        suggest(**sent, measure=None, pressed="token")
    found = Suggestion.objects.get()
    answer_suggestion(suggestion=found, answer=Answer.ACCEPTED, by=coordinator)
    assert erase_answered() == 0
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=31)):
        assert erase_answered() == 1
    assert not Suggestion.objects.exists()
