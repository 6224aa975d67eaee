"""From a blank paper to words in two languages, through the pages."""

from typing import Any

import pytest

from tests import cast
from tests.campaigns import making
from whrin.campaigns.actions.wording import write_wording
from whrin.campaigns.enums import Block, Role, State
from whrin.campaigns.models import Paper, Paragraph, Seat, Wording
from whrin.campaigns.queries import title_of
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder() -> Person:
    return cast.member()


@pytest.fixture
def paper(holder: Person) -> Paper:
    made = making.paper(holder)
    making.say(made, "summary", "Women wait for care.")
    return made


def address(paper: Paper, row: Paragraph, language: str = "en") -> str:
    return f"/en/write/{paper.pk}/p/{row.pk}/{language}/"


def words_of(paper: Paper) -> Paragraph:
    return paper.paragraphs.get(wordings__text="Women wait for care.")


def edition(row: Paragraph, language: str = "en") -> int:
    return Wording.objects.get(paragraph=row, language=language).edition


def test_a_member_begins_a_paper_with_the_sections_of_its_kind(holder: Person) -> None:
    making.kind()
    sent = {"kind": "test-statement", "title": "Care now", "language": "es", "country": "", "session": "",
            "style": "whrin-note"}  # fmt: skip
    browser = cast.SignedIn(holder)
    page = browser.get("/en/write/new/").content.decode()
    sent["style"] = page.split('name="style"')[1].split('<option value="')[1].split('"')[0]
    paper = Paper.objects.get(pk=browser.post("/en/write/new/", sent).headers["Location"].split("/")[3])
    assert title_of(paper) == ("Care now", "es")
    assert Seat.objects.get(paper=paper).role == Role.HOLDER
    assert "Resumen" in browser.get(f"/en/write/{paper.pk}/").content.decode()


def test_a_paper_without_a_title_is_not_begun_and_her_choices_stay(holder: Person) -> None:
    making.kind()
    sent = {"kind": "test-statement", "title": " ", "language": "fr"}
    answer = cast.SignedIn(holder).post("/en/write/new/", sent)
    assert answer.status_code == 422
    assert '<option value="fr" selected>' in answer.content.decode()
    assert not Paper.objects.exists()


def test_a_writer_whose_paragraph_changed_meanwhile_keeps_her_words_and_sees_the_others(
    paper: Paper, holder: Person
) -> None:
    row, browser = words_of(paper), cast.SignedIn(holder)
    write_wording(paragraph=row, language="en", text="Women still wait.", seen=1, by=holder)
    sent = {"text": "My long words", "kind": "text", "seen": "1", "basis": "1"}
    answer = browser.post(address(paper, row), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "My long words" in page
    assert "Women still wait." in page
    assert 'name="seen" value="2"' in page
    assert browser.post(address(paper, row), sent | {"seen": "2"}).status_code == 302
    assert Wording.objects.get(paragraph=row).text == "My long words"
    history = browser.get(address(paper, row) + "history/").content.decode()
    assert "Women still wait." not in history.partition("<del>")[0]
    browser.post(address(paper, row) + "restore/", {"edition": "1", "seen": "3"})
    assert Wording.objects.get(paragraph=row).text == "Women wait for care."


def test_words_sent_to_a_paper_that_was_agreed_meanwhile_come_back(paper: Paper, holder: Person) -> None:
    row = words_of(paper)
    Paper.objects.update(state=State.AGREED)
    browser = cast.SignedIn(holder)
    sent = {"text": "My long words", "kind": "text", "seen": "1", "basis": "1"}
    answer = browser.post(address(paper, row), sent)
    assert answer.status_code == 409
    assert "My long words" in answer.content.decode()
    section = browser.post(f"/en/write/{paper.pk}/s/summary/en/", {"text": "All my words", "seen": ""})
    assert section.status_code == 409
    assert "All my words" in section.content.decode()
    assert edition(row) == 1
    assert browser.get(address(paper, row)).status_code == 302


def test_a_reviewer_cannot_write_and_a_stranger_finds_nothing(paper: Paper) -> None:
    row = words_of(paper)
    sent = {"text": "Other", "kind": "text", "seen": "1", "basis": "1"}
    reviewer = cast.SignedIn(making.seat(paper, cast.member("Grey Wren"), Role.REVIEWER))
    stranger = cast.SignedIn(cast.member("Red Fox"))
    for path in (address(paper, row), f"/en/write/{paper.pk}/s/summary/en/"):
        assert reviewer.post(path, sent).status_code == 403
        assert stranger.post(path, sent).status_code == 404
    for path in ("settings/", "delete/"):
        assert reviewer.get(f"/en/write/{paper.pk}/{path}").status_code == 403
        assert stranger.post(f"/en/write/{paper.pk}/{path}").status_code == 404
    assert reviewer.post(f"/en/write/{paper.pk}/act/", {"remove": str(row.pk)}).status_code == 403
    assert "Edit" not in reviewer.get(f"/en/write/{paper.pk}/").content.decode()
    assert edition(row) == 1


def test_a_section_goes_in_as_one_text_and_a_late_one_comes_back(paper: Paper, holder: Person) -> None:
    browser, at = cast.SignedIn(holder), f"/en/write/{paper.pk}/s/summary/en/"
    seen = browser.get(at).context["form"].initial["seen"]
    sent = {"text": "# Summary\n\nWomen wait for care.\n\n- beds\n- time", "seen": seen}
    assert browser.post(at, sent).status_code == 302
    assert paper.paragraphs.filter(kind=Block.ITEM).count() == 2
    late = browser.post(at, {"text": "# Summary\n\nOnly mine.", "seen": seen})
    assert late.status_code == 409
    assert "Only mine." in late.content.decode()
    assert "- beds" in late.content.decode()
    now = late.context["form"]["seen"].value()
    assert browser.post(at, {"text": "# Summary\n\nOnly mine.", "seen": now}).status_code == 302


def test_a_translation_that_is_behind_shows_what_changed_and_can_be_confirmed(
    paper: Paper, holder: Person
) -> None:
    row, browser = words_of(paper), cast.SignedIn(holder)
    browser.post(address(paper, row, "ar"), {"text": "النساء ينتظرن", "seen": "0", "basis": "1"})
    write_wording(paragraph=row, language="en", text="Women wait for care still.", seen=1, by=holder)
    at = f"/en/write/{paper.pk}/languages/ar/"
    page = browser.get(at).content.decode()
    assert "Out of date" in page
    assert "<ins>" in page
    assert 'dir="rtl"' in page
    assert "1 is out of date" in browser.get(f"/en/write/{paper.pk}/languages/").content.decode()
    browser.post(address(paper, row, "ar") + "confirm/", {"seen": "1", "basis": "2"})
    assert "Out of date" not in browser.get(at).content.decode()


def test_two_versions_are_compared_word_by_word(paper: Paper, holder: Person) -> None:
    browser, row = cast.SignedIn(holder), words_of(paper)
    browser.post(f"/en/write/{paper.pk}/versions/keep/", {"note": "First draft"})
    write_wording(paragraph=row, language="en", text="Women wait for good care.", seen=1, by=holder)
    assert "First draft" in browser.get(f"/en/write/{paper.pk}/versions/").content.decode()
    page = browser.get(f"/en/write/{paper.pk}/versions/compare/?a=1&b=now").content.decode()
    assert "good" in page.partition("<ins>")[2].partition("</ins>")[0]
    assert browser.get(f"/en/write/{paper.pk}/versions/compare/?a=7").status_code == 404


def test_the_holder_changes_what_a_paper_is_told_and_deletes_it(paper: Paper, holder: Person) -> None:
    browser, at = cast.SignedIn(holder), f"/en/write/{paper.pk}/settings/"
    style = browser.get(at).context["form"].fields["style"].choices[0][0]
    browser.post(at, {"country": "KE", "style": style, "embargo_until": "2027-03-01T09:00"})
    paper.refresh_from_db()
    assert paper.country_id == "KE"
    assert not paper.needs_lived_experience
    Paper.objects.update(state=State.REVIEW)
    browser.post(at, {"style": style, "needs_lived_experience": "on"})
    paper.refresh_from_db()
    assert not paper.needs_lived_experience
    assert browser.post(f"/en/write/{paper.pk}/delete/").status_code == 302
    assert not Paper.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_text_asks_the_same_for_one_paragraph_and_for_three(
    rows: int, holder: Person, django_assert_num_queries: Any
) -> None:
    made = making.paper(holder)
    for number in range(rows):
        making.say(made, "summary", f"Sentence {number}.")
    browser = cast.SignedIn(holder)
    browser.get(f"/en/write/{made.pk}/")
    with django_assert_num_queries(12):
        page = browser.get(f"/en/write/{made.pk}/").content.decode()
    assert page.count("Sentence ") == rows
