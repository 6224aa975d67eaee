"""A form written in the browser, question by question, without scripts."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.surveys import making
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.models import Form
from whrin.surveys.work import mark_of_work, work_on
from whrin.surveys.xlsform import SimpleForm, read_sheets, simple_form_in, usable_form

SignIn = Callable[[Person], Client]
EDIT = "/desk/forms/small/questions/edit/"
EN, AR = "English (en)", "العربية (ar)"


@pytest.fixture
def desk(coordinator: Person, sign_in: SignIn) -> Client:
    """Return the browser of a coordinator who has made a form."""
    actions.create_form(form_id="small", by=coordinator)
    return sign_in(coordinator)


def seen() -> str:
    """Return the mark of the questions as they are."""
    return mark_of_work(Form.objects.get())


def written() -> SimpleForm:
    """Return the form as it is."""
    form = simple_form_in(work_on(Form.objects.get()))
    assert form is not None
    return form


def add(desk: Client, number: int = 0, **fields: str) -> int:
    """Save a question and return the status."""
    named = {name.replace("__", ":").replace("_at_", "-"): text for name, text in fields.items()}
    return desk.post(f"{EDIT}{number}/", {"seen": seen(), "kind": "line", **named}).status_code


def test_an_author_writes_a_form_in_two_languages_from_nothing(desk: Client) -> None:
    assert desk.get(EDIT).status_code == 200
    languages = {"seen": "", "title:0": "Places", "own": "English (en)", "more": "ar", "paged": "on"}
    assert desk.post(EDIT + "about/", languages).status_code == 302
    assert (written().languages, written().default_language, written().style) == ((EN, AR), EN, "pages")
    page = {"kind": "page", "label__0": "First page"}
    assert add(desk, **page) == 302
    assert add(desk, label__0="Which place?", label__1="أي مكان؟", hint__0="Its name") == 302
    choices = {"choices": "3", "choice_at_0__0": "Yes", "choice_at_0__1": "نعم", "choice_at_1__0": "No"}
    assert add(desk, kind="one", label__0="Is it open?", required="on", **choices) == 302
    form = written()
    assert [one.name for one in form.questions] == ["first_page", "which_place", "is_it_open"]
    assert [choice.name for choice in form.questions[2].choices] == ["yes", "no"]
    assert form.questions[2].is_required and form.questions[1].texts == {"hint": {EN: "Its name"}}
    assert b"/data/first_page/is_it_open" in usable_form(work_on(Form.objects.get())).xform.encode()
    listed = desk.get(EDIT).content.decode()
    assert "Which place?" in listed and "Beginning of a page" in listed


def test_what_was_typed_stays_when_it_is_refused(desk: Client) -> None:
    add(desk, label__0="Name")
    before = seen()
    fields = {"seen": before, "kind": "several", "label:0": "Needs?", "hint:0": "All of them", "name": "name"}
    answer = desk.post(EDIT + "0/", fields)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Write at least one answer." in page
    assert "This name is there twice: name." in page
    assert "Needs?" in page and "All of them" in page and "To take one out, empty its text." in page
    more = {**fields, "act": "more", "choices": "1", "choice-0:0": "Shelter"}
    again = desk.post(EDIT + "0/", more)
    assert again.status_code == 200 and len(again.context["choices"]) == 4
    assert seen() == before


def test_a_question_is_moved_changed_and_removed(desk: Client) -> None:
    for label in ("One", "Two", "Three"):
        add(desk, label__0=label)
    desk.post(EDIT, {"seen": seen(), "act": "up:3"})
    assert [one.name for one in written().questions] == ["one", "three", "two"]
    add(desk, 2, label__0="Third", name="three", place="1")
    assert [one.name for one in written().questions] == ["three", "one", "two"]
    assert written().questions[0].label == {"": "Third"}
    desk.post(EDIT + "2/", {"seen": seen(), "act": "remove"})
    assert [one.name for one in written().questions] == ["three", "two"]
    desk.post(EDIT, {"seen": seen(), "act": "down:9"})
    assert desk.get(EDIT + "3/", follow=True).status_code == 404


def test_what_another_author_saved_meanwhile_is_not_overwritten(desk: Client) -> None:
    add(desk, label__0="One")
    old = seen()
    add(desk, label__0="Two")
    answer = desk.post(EDIT + "0/", {"seen": old, "kind": "line", "label:0": "Three"})
    assert answer.status_code == 409 and "Somebody has changed these questions" in answer.content.decode()
    assert [one.name for one in written().questions] == ["one", "two"]
    assert desk.post(EDIT, {"seen": old, "act": "up:2"}).status_code == 409
    # She was told; now she saves it all the same.
    fields = {"seen": answer.context["seen"], "kind": "line", "label:0": "Three"}
    assert desk.post(EDIT + "0/", fields).status_code == 302
    assert len(written().questions) == 3


def test_what_another_author_published_meanwhile_is_not_overwritten(
    desk: Client, coordinator: Person
) -> None:
    making.publish(Form.objects.get(), coordinator)
    old = desk.get(EDIT + "1/").context["seen"]
    add(desk, label__0="Other", place="1")
    actions.publish_work(form=Form.objects.get(), by=coordinator)
    fields = {"seen": old, "kind": "line", "name": "called", "label:0": "Called", "place": "1"}
    assert desk.post(EDIT + "1/", fields).status_code == 409
    assert [one.name for one in written().questions] == ["other", "name"]


def test_a_language_is_taken_out_with_its_texts_and_one_without_a_code_refused(desk: Client) -> None:
    desk.post(EDIT + "about/", {"seen": "", "title:0": "A", "own": "English (en)", "more": "ar"})
    add(desk, label__0="Place", label__1="مكان")
    fields = {"seen": seen(), "title:0": "A", "title:1": "أ", "consent:1": "نعم؟", "more": "Klingonish"}
    refused = desk.post(EDIT + "about/", fields)
    assert refused.status_code == 422 and "Klingonish" in refused.content.decode()
    desk.post(EDIT + "about/", {**fields, "more": "fr", "without": EN})
    form = written()
    assert form.languages == (AR, "français (fr)") or form.languages == (AR, "Français (fr)")
    assert form.questions[0].label == {AR: "مكان"}
    assert (form.title, form.said, form.default_language) == ("أ", {"consent": {AR: "نعم؟"}}, AR)


def test_a_yes_or_no_question_brings_its_answers_in_each_language_of_the_site(desk: Client) -> None:
    desk.post(EDIT + "about/", {"seen": "", "own": "Español (es)", "more": "Kiswahili (sw)"})
    page = desk.get(EDIT + "0/?kind=yes_no")
    assert page.context["choices"][0] == ("yes", [("Español (es)", "Sí"), ("Kiswahili (sw)", "")])


def test_questions_with_the_same_answers_keep_them_alike(desk: Client, coordinator: Person) -> None:
    table = """
| survey |
| | type | name | label |
| | select_one yn | a | A |
| | select_one yn | b | B |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
"""
    form = Form.objects.get()
    actions.save_work(form=form, sheets=read_sheets(table.encode()), by=coordinator)
    assert "Other questions have the same answers" in desk.get(EDIT + "1/").content.decode()
    fields = {"choices": "2", "choice-0": "yes", "choice-0:0": "Yes!", "choice-1:0": "No"}
    add(desk, 1, kind="one", label__0="A", name="a", **fields)
    assert [[choice.name for choice in one.choices] for one in written().questions] == [["yes", "no"]] * 2


def test_a_question_with_more_answers_than_a_page_takes_is_left_to_the_spreadsheet(
    desk: Client, coordinator: Person
) -> None:
    head = "| survey |\n| | type | name | label |\n| | select_one many | a | A |\n| choices |\n"
    rows = "".join(f"| | many | c{number} | C |\n" for number in range(250))
    sheets = read_sheets(f"{head}| | list_name | name | label |\n{rows}".encode())
    actions.save_work(form=Form.objects.get(), sheets=sheets, by=coordinator)
    fields = {"seen": seen(), "kind": "line", "label:0": "B", "choices": "9" * 5000}
    assert desk.post(EDIT + "1/", fields).status_code == 302
    assert len(written().questions[0].choices) == 250


def test_letters_that_no_form_can_hold_are_left_out(desk: Client) -> None:
    assert add(desk, label__0="One\0 or\x07 two") == 302
    assert written().questions[0].label == {"": "One or two"}


def test_a_form_that_holds_more_is_left_to_the_spreadsheet(desk: Client, coordinator: Person) -> None:
    making.publish(Form.objects.get(), coordinator, making.VISIT.replace("visit", "small"))
    for address in ("", "1/", "about/"):
        assert desk.get(EDIT + address).status_code == 302
    assert "holds more than can be changed here" in desk.get("/desk/forms/small/questions/").content.decode()
