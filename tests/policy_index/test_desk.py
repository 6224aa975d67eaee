"""Measures at the desk, as an editor and a moderator keep them."""

import pytest

from tests.cast import SignedIn
from tests.policy_index.making import measure
from whrin.people.models import Person
from whrin.policy_index.actions import suggest
from whrin.policy_index.enums import Answer, State
from whrin.policy_index.models import Measure, Suggestion

pytestmark = pytest.mark.django_db
_ROWS = {"sources-TOTAL_FORMS": "1", "sources-INITIAL_FORMS": "0", "sources-0-title": "A made-up gazette"}
WRITTEN = {
    **_ROWS,
    "language": "en",
    "kind": "bill",
    "status": "proposed",
    "country": "UG",
    "title": "A bill",
    "summary": "Made up.",
    "date_proposed": "2026-10",
}


def test_an_editor_writes_a_draft_which_a_moderator_publishes(editor: Person, moderator: Person) -> None:
    writes = SignedIn(editor)
    assert writes.post("/desk/watch/new/", WRITTEN).status_code == 302
    found = Measure.objects.get()
    assert (found.state, found.dates, found.texts["en"]["title"]) == (
        State.DRAFT,
        {"proposed": "2026-10"},
        "A bill",
    )
    writes.post(f"/desk/watch/{found.pk}/publish/")
    found.refresh_from_db()
    assert found.state == State.DRAFT
    SignedIn(moderator).post(f"/desk/watch/{found.pk}/publish/")
    found.refresh_from_db()
    assert found.state == State.PUBLIC
    assert "A bill" in writes.get("/desk/watch/?q=made UP&state=public").content.decode()
    assert "A bill" not in writes.get("/desk/watch/?q=unheard").content.decode()


def test_what_is_wrong_is_said_and_her_words_stay(editor: Person) -> None:
    answer = SignedIn(editor).post("/desk/watch/new/", {**WRITTEN, "date_proposed": "soon"})
    assert answer.status_code == 422
    assert "Write a date as 2024" in answer.content.decode()
    assert "A bill" in answer.content.decode()
    assert not Measure.objects.exists()


def test_a_second_language_is_added_and_two_editors_lose_nothing(editor: Person) -> None:
    found, browser = measure(), SignedIn(editor)
    address = f"/desk/watch/{found.pk}/?language=es"
    page = browser.get(address).content.decode()
    assert 'name="opened" value="1"' in page
    spanish = {**WRITTEN, "language": "es", "title": "Una ley"}
    assert browser.post(address, {**spanish, "opened": "0"}).status_code == 409
    assert list(Measure.objects.get().texts) == ["en"]
    assert browser.post(address, {**spanish, "opened": "1"}).status_code == 302
    assert {tag: text["title"] for tag, text in Measure.objects.get().texts.items()} == {
        "en": "A made-up law",
        "es": "Una ley",
    }
    browser.post(f"/desk/watch/{found.pk}/check/")
    assert Measure.objects.get().checked_as == "editor"


def test_suggestions_wait_until_somebody_answers(coordinator: Person) -> None:
    suggest(text="A new bill.", source="", country="UG", measure=None, language="en", pressed="1")
    found, browser = Suggestion.objects.get(), SignedIn(coordinator)
    assert "A new bill." in browser.get("/desk/watch/suggestions/").content.decode()
    browser.post(f"/desk/watch/suggestions/{found.pk}/", {"decline": "1"})
    browser.post(f"/desk/watch/suggestions/{found.pk}/", {"accept": "1"})
    found.refresh_from_db()
    assert found.answer == Answer.DECLINED
    assert "A new bill." not in browser.get("/desk/watch/suggestions/").content.decode()
