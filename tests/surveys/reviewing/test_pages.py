"""The pages of answers at the desk, for those on the form's team."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import SignedIn
from tests.surveys import making as surveys_making
from tests.surveys.reviewing import making
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.enums import AnswerState, Part, Way
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Answer, AnswerEdition, Attachment, Form, Review
from whrin.surveys.standings import standings_of


def page(client: Client, name: str, *arguments: object, **query: object) -> str:
    response = client.get(reverse(f"forms:{name}", args=["house", *arguments]), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_reader_sees_one_answer_with_the_words_of_its_form(form: Form, reader: Person) -> None:
    answer = making.answer(form)
    shown = page(SignedIn(reader), "answer", answer.pk, language="English (en)")
    for words in ("What does Sample house give?", "A bed", "A meal", "8 March 2026", "Room</span> 2", "Red"):
        assert words in shown
    assert "1 question without an answer" in shown and "A picture" in shown
    assert "This form does not keep it." in shown
    assert "Decide" not in shown and "Delete this answer" not in shown


def test_a_reader_sees_the_questions_in_arabic_where_she_wants_it(form: Form, reader: Person) -> None:
    shown = page(SignedIn(reader), "answer", making.answer(form).pk, language="العربية (ar)")
    assert "سرير" in shown and 'lang="ar" dir="rtl"' in shown


@pytest.mark.parametrize("name", ["answers", "answer", "answer_history"])
def test_a_reader_is_told_that_the_key_of_the_answers_is_gone(form: Form, reader: Person, name: str) -> None:
    answer = making.answer(form)
    Form.objects.update(wrapped_key="gone")
    shown = page(SignedIn(reader), name, *([] if name == "answers" else [answer.pk]))
    assert "what it was sealed with is gone" in shown and "Sample house" not in shown


def test_a_reviewer_decides_on_the_page_and_keeps_her_words_when_she_comes_second(
    form: Form, reviewer: Person, coordinator: Person
) -> None:
    answer = making.answer(form)
    address = reverse("forms:answer", args=["house", answer.pk])
    seen = standings_of([answer.pk])[answer.pk]
    first = SignedIn(coordinator).post(address, {"state": "approved", "standing": seen})
    assert first.status_code == 302
    second = SignedIn(reviewer).post(address, {"state": "rejected", "note": "It is twice", "standing": seen})
    assert second.status_code == 409
    assert "It is twice" in second.content.decode()
    assert Answer.objects.get().state == AnswerState.APPROVED and Review.objects.count() == 1
    nothing = SignedIn(reviewer).post(address, {"standing": standings_of([answer.pk])[answer.pk]})
    assert nothing.status_code == 422 and Review.objects.count() == 1


def test_a_reader_downloads_a_picture_that_no_browser_runs(form: Form, reader: Person) -> None:
    answer = making.take(form, making.xml(picture="a.png"), file=making.PICTURE).answer
    file = Attachment.objects.get()
    browser = SignedIn(reader)
    address = reverse("forms:answer_file", args=["house", answer.pk, file.pk])
    assert address in page(browser, "answer", answer.pk)
    response = browser.get(address)
    assert b"".join(response.streaming_content) == making.PICTURE  # type: ignore[attr-defined]  # it streams
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == 'attachment; filename="a.png"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_reader_compares_editions_and_sees_who_of_the_team_corrected(form: Form, corrector: Person) -> None:
    answer = making.answer(form)
    making.take(form, making.xml("New house", number=2, replaces=1, helps="food", rooms=("Blue",)))
    AnswerEdition.objects.filter(number=2).update(by=corrector, way="desk")
    shown = page(SignedIn(corrector), "answer_history", answer.pk, language="English (en)")
    assert "lucia" in shown
    for words in ("Sample house", "New house", "A bed", "Red", "No answer"):
        assert words in shown
    assert "Blue" not in shown and "How many beds?" not in shown
    same = AnswerEdition.objects.get(number=1).pk
    assert "These two say the same." in page(
        SignedIn(corrector), "answer_history", answer.pk, old=same, new=same
    )
    assert "This is an earlier edition." in page(SignedIn(corrector), "answer", answer.pk, edition=same)


def test_a_reader_is_told_of_rival_and_late_editions(form: Form, reader: Person) -> None:
    making.take(form, making.xml("Mine", number=2, replaces=1))
    making.take(form, making.xml("First", number=1))
    answer = making.take(form, making.xml("Hers", number=3, replaces=1)).answer
    shown = page(SignedIn(reader), "answer_history", answer.pk)
    assert "Two editions replace the same one" in shown
    assert shown.count("Came after the edition that replaced it") == 1


def test_an_answer_is_reached_through_its_own_form_alone(
    form: Form, corrector: Person, coordinator: Person
) -> None:
    own = making.answer(form)
    other = making.take(form, making.xml(number=7, picture="a.png"), file=making.PICTURE).answer
    elsewhere = surveys_making.open_form(coordinator)
    hidden = actions.take_answer(
        version=elsewhere.versions.get(), instance=read_instance(surveys_making.filled_in()), way=Way.WEB
    ).answer
    browser = SignedIn(corrector)
    file = Attachment.objects.get(edition__answer=other).pk
    for name, arguments in [
        *((name, ["house", hidden.pk]) for name in ("answer", "answer_history", "answer_correct")),
        ("answer", ["small", hidden.pk]),
        ("answer", ["house", 10**30]),
        ("answer_file", ["house", own.pk, file]),
    ]:
        response = browser.get(reverse(f"forms:{name}", args=arguments), follow=True)
        assert response.status_code == 404, name
    browser.post(reverse("forms:answer_delete", args=["house", hidden.pk]), {"why": "asked"})
    assert Answer.objects.count() == 3


def test_the_table_shows_chosen_columns_and_finds_what_was_chosen_or_written(
    form: Form, reader: Person
) -> None:
    browser = SignedIn(reader)
    making.answer(form, number=1, house="Plum house", helps="bed")
    making.answer(form, number=2, house="Pear house", helps="food")
    shown = page(browser, "answers", language="English (en)")
    assert "Plum house" in shown and "Pear house" in shown and "A meal" in shown
    codes = page(browser, "answers", words="codes", column="/data/help")
    assert "food</bdi>" in codes and "Plum house" not in codes
    chosen = page(browser, "answers", question="/data/help", **{"is": "food"})
    assert "Pear house" in chosen and "Plum house" not in chosen and "Looked through 2 answers." in chosen
    written = page(browser, "answers", question="/data/house", has="PLUM")
    assert "Plum house" in written and "Pear house" not in written
    assert "Nothing here." in page(browser, "answers", state="approved")
    assert "could not be read" in page(browser, "answers", **{"from": "yesterday"})


def test_an_author_joins_what_old_versions_call_otherwise(
    form: Form, reader: Person, coordinator: Person
) -> None:
    table = making.HOUSE.replace("| house |", "| home |").replace("${{house}}", "${{home}}")
    surveys_making.publish(form, coordinator, table, version="2")
    author = SignedIn(making.colleague(form, reader, Part.AUTHOR))
    assert "Which house?" in page(author, "answer_joins")
    sent = author.post(
        reverse("forms:answer_joins", args=["house"]),
        {"join:/data/house": "/data/home", "join:/data/help": "/data/nowhere"},
    )
    assert sent.status_code == 302
    assert Form.objects.get().renames == {"/data/house": "/data/home"}
    making.answer(form, number=1, house="Old house")
    newer = making.xml("New house", number=2, version="2").replace(b"house>", b"home>")
    making.take(form, newer)
    shown = page(SignedIn(reader), "answers", column="/data/home")
    assert "Old house" in shown and "New house" in shown


def test_a_page_of_answers_asks_the_database_as_often_for_three_as_for_one(
    form: Form, reviewer: Person, django_assert_num_queries: object
) -> None:
    browser = SignedIn(reviewer)
    making.answer(form, number=1)
    page(browser, "answers")  # what is read once for a process
    for number in (1, 3):
        for more in range(number - Answer.objects.count()):
            making.answer(form, number=10 + more)
        with django_assert_num_queries(23):  # type: ignore[operator]  # pytest-django's own fixture
            page(browser, "answers")


def test_a_reviewer_approves_what_she_ticks(form: Form, reviewer: Person) -> None:
    answers = [making.answer(form, number=number).pk for number in (1, 2)]
    seen = standings_of(answers)
    address = reverse("forms:answers", args=["house"])
    ticked = {"answer": [f"{answers[0]}:{seen[answers[0]]}", "nonsense", "7:1-1", f"{10**30}:1"]}
    assert SignedIn(reviewer).post(address, ticked).status_code == 302
    states = list(Answer.objects.order_by("pk").values_list("state", flat=True))
    assert states == [AnswerState.APPROVED, AnswerState.RECEIVED]


@pytest.mark.usefixtures("tasks_kept")
def test_a_corrector_says_why_she_deletes(form: Form, corrector: Person) -> None:
    answer = making.answer(form)
    address = reverse("forms:answer_delete", args=["house", answer.pk])
    assert SignedIn(corrector).post(address, {}).status_code == 422
    assert Answer.objects.exists()
    assert SignedIn(corrector).post(address, {"why": "asked"}).status_code == 302
    assert not Answer.objects.exists()
