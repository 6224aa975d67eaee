"""A form that was edited in the browser, as a workbook, and back."""

import pytest

from tests.surveys.xlsform.making import FORM, sheets
from whrin.surveys.xlsform import (
    PAGE,
    Choice,
    Question,
    SimpleForm,
    convert_form,
    read_sheets,
    sheets_of,
    simple_form_in,
    usable_form,
    write_xlsx,
)
from whrin.surveys.xlsform.simple import KINDS

EN, AR = "English (en)", "Arabic (ar)"


def every_kind() -> SimpleForm:
    choices = (Choice("a", {EN: "First", AR: "أول"}), Choice("b", {EN: "Second", AR: "ثان"}))
    questions = tuple(
        Question(
            kind=kind,
            name=f"q_{kind}",
            label={EN: f"Question {kind}", AR: "سؤال"},
            texts={"hint": {EN: "Take your time", AR: "خذي وقتك"}},
            is_required=kind == "number",
            relevant="${q_line} != ''" if kind == "date" else "",
            constraint=". > 0" if kind == "number" else "",
            choices=choices if kind in {"one", "several", "rank"} else (),
            list_name="answers" if kind in {"one", "several", "rank"} else "",
        )
        for kind in KINDS.values()
    )
    return SimpleForm("Places", "places", questions, (EN, AR), version="2", default_language=EN)


def test_every_kind_of_question_goes_to_a_workbook_and_comes_back() -> None:
    form = every_kind()
    assert simple_form_in(read_sheets(write_xlsx(sheets_of(form)))) == form


def test_every_kind_of_question_is_converted_without_a_doubt() -> None:
    made = convert_form(sheets_of(every_kind()))
    assert made.doubts == ()
    assert made.xform.count("<bind") >= len(KINDS)


def test_pages_and_what_people_agree_to_go_to_a_workbook_and_come_back() -> None:
    pages = (
        Question("line", "a", {EN: "Before any page"}),
        Question(PAGE, "first", {EN: "First"}),
        Question("line", "b", {EN: "On the first"}),
        Question(PAGE, "second", {EN: "Second"}),
        Question("line", "c", {EN: "On the second"}),
    )
    said = {"consent": {EN: "Do you agree?"}, "form_title": {AR: "أماكن"}}
    form = SimpleForm("Places", "places", pages, (EN,), style="pages", said=said)
    sheets_written = read_sheets(write_xlsx(sheets_of(form)))
    assert simple_form_in(sheets_written) == form
    assert usable_form(sheets_written).xform.count("<group") == 3


def test_a_form_in_one_language_needs_no_name_for_it() -> None:
    form = SimpleForm("", "f", (Question("line", "a", {"": "Who?"}),))
    assert simple_form_in(sheets_of(form)) == form
    assert sheets_of(form)["survey"].columns == ("type", "name", "label")


def test_a_form_by_hand_opens_in_the_editor() -> None:
    form = simple_form_in(sheets())
    assert form is not None
    assert [question.kind for question in form.questions] == ["line", "one", "number"]
    assert form.questions[1].choices[0].label == {EN: "Yes", AR: "نعم"}
    assert form.languages == (EN, AR)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("| integer | beds |", "| begin_repeat | beds |"),
        ("| integer | beds |", "| geopoint | beds |"),
        ("| integer | beds |", "| begin_group | beds |"),
        ("| integer | beds |", "| end_group | |"),
        ("| relevant |", "| calculation |"),
        ("| list_name | name | label::English (en) |", "| list_name | country | label::English (en) |"),
        ("select_one yn", "select_one yno"),
        ("| yes |\n", "| ${open} |\n"),
        ("| version |", "| instance_name |"),
        ("| settings |", "| entities |\n| | list_name |\n| | people |\n| settings |"),
    ],
)
def test_a_form_that_holds_more_than_the_editor_shows_is_left_to_the_spreadsheet(
    before: str, after: str
) -> None:
    assert before in FORM
    assert simple_form_in(sheets(FORM.replace(before, after))) is None
