"""Pages of those who work on a paper: people, comments, sign-off, tasks."""

import datetime
import re

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.campaigns import making
from tests.cast import SignedIn
from whrin.audit.models import Event
from whrin.campaigns.actions.remarks import make_remark
from whrin.campaigns.enums import Role, State
from whrin.campaigns.models import Duty, Listener, Paper, Paragraph, Remark, Seat, SignOff, Wording
from whrin.kit.days import today
from whrin.mailing.models import Outgoing
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(member: Person) -> Paper:
    return making.paper(member)


@pytest.fixture
def words(paper: Paper) -> Paragraph:
    return making.say(paper, "summary", "Care is cheaper than prison.")


@pytest.fixture
def wren(paper: Paper) -> Person:
    """A reviewer who can be written to."""
    return making.seat(paper, cast.member("Grey Wren", lived=True, email="wren@wren.example"))


def _at(paper: Paper, rest: str) -> str:
    return f"/en/write/{paper.pk}/{rest}"


def test_a_holder_names_a_member_who_is_told_so_in_words_that_say_nothing(
    paper: Paper, member: Person
) -> None:
    cast.member("Grey Wren", email="wren@wren.example")
    page = SignedIn(member).post(
        _at(paper, "people/"), {"name": "grey wren", "role": "reviewer"}, follow=True
    )
    assert "Grey Wren" in page.text
    assert Seat.objects.filter(paper=paper, role=Role.REVIEWER).count() == 1
    assert Outgoing.objects.get().kind == "campaigns.seat"
    assert Event.objects.filter(verb="give seat").exists()


@pytest.mark.parametrize(("name", "role"), [("Nobody Here", "reviewer"), ("Grey Wren", "holder")])
def test_a_name_nobody_has_and_a_second_holder_are_refused(
    paper: Paper, member: Person, name: str, role: str
) -> None:
    cast.member("Grey Wren")
    page = SignedIn(member).post(_at(paper, "people/"), {"name": name, "role": role})
    assert page.status_code == 422
    assert name in page.text
    assert Seat.objects.count() == 1


def test_a_reviewer_cannot_add_or_remove_anybody_and_can_leave(paper: Paper, wren: Person) -> None:
    browser = SignedIn(wren)
    assert browser.post(_at(paper, "people/"), {"name": "x", "role": "writer"}).status_code == 404
    holder = Seat.objects.get(role=Role.HOLDER)
    assert browser.post(_at(paper, f"people/{holder.pk}/"), {"act": "end"}).status_code == 404
    hers = Seat.objects.get(person=wren)
    assert browser.post(_at(paper, f"people/{hers.pk}/"), {"act": "hand"}).status_code == 302
    assert Seat.objects.get(role=Role.HOLDER) == holder
    assert browser.post(_at(paper, f"people/{hers.pk}/"), {"act": "end"}).status_code == 302
    assert list(Seat.objects.all()) == [holder]


def test_a_holder_cannot_leave_before_she_handed_over(paper: Paper, member: Person, wren: Person) -> None:
    browser = SignedIn(member)
    holder, other = Seat.objects.get(role=Role.HOLDER), Seat.objects.get(person=wren)
    page = browser.post(_at(paper, f"people/{holder.pk}/"), {"act": "end"}, follow=True)
    assert "Hand the paper over first" in page.text
    browser.post(_at(paper, f"people/{other.pk}/"), {"act": "hand"})
    assert Seat.objects.get(role=Role.HOLDER).person == wren
    assert Seat.objects.get(person=member).role == Role.WRITER


def test_a_member_chooses_her_letters(paper: Paper, wren: Person) -> None:
    browser = SignedIn(wren)
    for chosen, kept in (("words", (True, False)), ("none", (False, True)), ("neutral", (True, True))):
        browser.post(_at(paper, "letters/"), {"letters": chosen})
        assert Listener.objects.values_list("wants_letters", "is_neutral").get() == kept


def test_a_suggestion_is_shown_as_a_difference_and_taken_over(
    paper: Paper, words: Paragraph, member: Person, wren: Person
) -> None:
    path = _at(paper, f"p/{words.pk}/remarks/")
    asked = {"text": "Softer.", "proposed": "Care is kinder than prison.", "language": "en"}
    assert SignedIn(wren).post(path, asked).status_code == 302
    remark = Remark.objects.get()
    assert "kinder" not in remark.sealed
    page = SignedIn(member).get(_at(paper, "remarks/1/"))
    assert re.search(r"<del>.*cheaper.*</del>.*<ins>.*kinder.*</ins>", page.text)
    assert "Softer." in page.text
    SignedIn(member).post(_at(paper, "remarks/1/"), {"act": "take", "edition": "1"})
    remark.refresh_from_db()
    assert (Wording.objects.get(paragraph=words).text, remark.state) == (
        "Care is kinder than prison.",
        "taken",
    )
    assert Event.objects.filter(verb="take over suggestion").exists()


def test_a_suggestion_for_words_that_changed_since_is_not_taken_over_in_silence(
    paper: Paper, words: Paragraph, member: Person, wren: Person
) -> None:
    make_remark(
        paper=paper, by=wren, text="", language="en", paragraph=words, proposed="Care is kinder than prison."
    )
    Wording.objects.filter(paragraph=words).update(text="Care saves more than money.", edition=2)
    browser = SignedIn(member)
    page = browser.post(_at(paper, "remarks/1/"), {"act": "take", "edition": "1"})
    assert page.status_code == 409
    assert "has changed since" in page.text
    assert "saves" in page.text
    assert Wording.objects.get(paragraph=words).text == "Care saves more than money."
    browser.post(_at(paper, "remarks/1/"), {"act": "take", "edition": "2"})
    assert Wording.objects.get(paragraph=words).text == "Care is kinder than prison."


def test_a_writer_declines_with_a_reason_and_not_without(
    paper: Paper, words: Paragraph, member: Person, wren: Person
) -> None:
    make_remark(paper=paper, by=wren, text="", language="en", paragraph=words, proposed="Kinder.")
    browser = SignedIn(member)
    assert browser.post(_at(paper, "remarks/1/"), {"act": "decline", "text": " "}).status_code == 422
    assert Remark.objects.get().state == "open"
    browser.post(_at(paper, "remarks/1/"), {"act": "decline", "text": "It is not what we found."})
    assert [one.state for one in Remark.objects.all()] == ["declined", "open"]
    assert "not what we found" in SignedIn(wren).get(_at(paper, "remarks/1/")).text


@pytest.mark.parametrize("act", ["take", "decline"])
def test_a_reviewer_cannot_decide_about_a_suggestion(
    paper: Paper, words: Paragraph, wren: Person, act: str
) -> None:
    make_remark(paper=paper, by=wren, text="", language="en", paragraph=words, proposed="Kinder.")
    page = SignedIn(wren).post(_at(paper, "remarks/1/"), {"act": act, "edition": "1", "text": "No."})
    assert page.status_code == 422
    assert "No." in page.text
    assert (Remark.objects.get().state, Wording.objects.get(paragraph=words).edition) == ("open", 1)


def test_an_empty_comment_is_refused_and_a_long_one_is_given_back(paper: Paper, wren: Person) -> None:
    browser = SignedIn(wren)
    assert browser.post(_at(paper, "remarks/"), {"text": "  "}).status_code == 422
    page = browser.post(_at(paper, "remarks/"), {"text": "much " * 2000})
    assert page.status_code == 422
    assert "much much" in page.text
    assert not Remark.objects.exists()


def test_comments_are_listed_with_as_many_questions_for_three_as_for_one(
    paper: Paper, words: Paragraph, wren: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = SignedIn(wren)
    browser.get(_at(paper, "remarks/"))
    for people in (("Old Oak",), ("Wild Mint", "Tall Fern")):
        for name in people:
            by = making.seat(paper, cast.member(name))
            said = make_remark(paper=paper, by=by, text=name, language="en", paragraph=words)
            make_remark(paper=paper, by=wren, text="Yes.", language="en", answers=said)
        with django_assert_num_queries(15):
            page = browser.get(_at(paper, "remarks/"))
    assert page.text.count('class="post"') == 3


def test_a_reviewer_signs_off_and_nobody_sees_who_said_what(
    paper: Paper, member: Person, wren: Person
) -> None:
    SignedIn(member).post(_at(paper, "review/"), {"act": "send"})
    paper.refresh_from_db()
    assert paper.state == State.REVIEW
    browser = SignedIn(wren)
    asked = {"act": "sign", "version": "1", "verdict": "object", "reason": ""}
    page = browser.post(_at(paper, "review/"), asked)
    assert page.status_code == 422
    assert not SignOff.objects.exists()
    browser.post(_at(paper, "review/"), asked | {"reason": "Section two outs us."})
    page = SignedIn(member).get(_at(paper, "review/"))
    assert "Section two outs us." in page.text
    assert "Grey Wren" not in page.text
    assert "Mark as agreed" not in page.text
    assert SignedIn(member).post(_at(paper, "review/"), {"act": "agreed", "version": "1"}).status_code == 422
    paper.refresh_from_db()
    assert paper.state == State.REVIEW


def test_a_task_is_added_done_and_taken_off(paper: Paper, member: Person, wren: Person) -> None:
    browser, due = SignedIn(wren), today() + datetime.timedelta(days=20)
    asked = {"what": "Ask for the figures", "person": str(member.pk), "due": due.isoformat()}
    page = browser.post(_at(paper, "tasks/"), asked, follow=True)
    assert "Ask for the figures" in page.text
    duty = Duty.objects.get()
    assert (duty.person, duty.due) == (member, due)
    browser.post(_at(paper, f"tasks/{duty.pk}/"), {"act": "remove"})
    assert Duty.objects.exists(), "neither hers nor does she write"
    browser.post(_at(paper, f"tasks/{duty.pk}/"), {"act": "done"})
    duty.refresh_from_db()
    assert duty.done_on == today()
    SignedIn(member).post(_at(paper, f"tasks/{duty.pk}/"), {"act": "remove"})
    assert not Duty.objects.exists()


def test_who_has_no_seat_finds_none_of_these_pages(paper: Paper, words: Paragraph) -> None:
    stranger = SignedIn(cast.member("Old Oak"))
    pages = ("people/", "remarks/", "remarks/1/", f"p/{words.pk}/remarks/", "review/", "tasks/")
    for rest in pages:
        assert stranger.get(_at(paper, rest)).status_code == 404
        assert stranger.post(_at(paper, rest), {"text": "x", "act": "send"}).status_code == 404
    assert not Remark.objects.exists()


def test_the_staff_that_publishes_reads_nothing_that_was_said_of_a_paper(
    paper: Paper, words: Paragraph, wren: Person, moderator: Person
) -> None:
    make_remark(paper=paper, by=wren, text="Hm.", language="en", paragraph=words)
    browser = SignedIn(moderator)
    head = browser.get(_at(paper, "")).text
    for rest in ("people/", "remarks/", "remarks/1/", f"p/{words.pk}/remarks/", "review/", "tasks/"):
        assert browser.get(_at(paper, rest)).status_code == 404
        assert _at(paper, rest) not in head
