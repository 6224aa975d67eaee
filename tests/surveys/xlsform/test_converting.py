"""What is wrong in a form is said at its line."""

import pytest
from lxml import etree

from tests.surveys.xlsform.making import FORM, sheets
from whrin.surveys.xlsform import Finding, FormRefused, convert_form, languages_in, missing_translations


def refused(table: str) -> Finding:
    with pytest.raises(FormRefused) as refusal:
        convert_form(sheets(table))
    return refusal.value.findings[0]


def test_a_form_becomes_an_xform_that_names_its_languages() -> None:
    made = convert_form(sheets())
    root = etree.fromstring(made.xform.encode())
    assert root.xpath("//*[local-name()='translation']/@lang") == ["English (en)", "Arabic (ar)"]
    assert root.xpath("//*[local-name()='bind']/@nodeset")[:2] == ["/data/place", "/data/open"]
    assert made.doubts == ()
    assert languages_in(sheets()) == ["English (en)", "Arabic (ar)"]


@pytest.mark.parametrize(
    ("before", "after", "code", "place"),
    [
        ("${open}", "${opne}", "PYREF_003", ("survey", 4, "relevant")),
        ("| beds |", "| open |", "NAMES_001", ("survey", 4, "name")),
        ("| integer |", "| |", "no-type", ("survey", 4, "")),
        ("| integer |", "| intger |", "unknown-type", ("survey", 4, "type")),
        ("select_one yn", "select_one yno", "unknown-list", ("survey", 3, "")),
        ("| yn | no |", "| yn | |", "NAMES_006", ("choices", 3, "name")),
        ("| yn | no |", "| yn | yes |", "NAMES_007", ("choices", 3, "name")),
        ("| integer | beds |", "| integer | 2 beds |", "NAMES_008", ("survey", 4, "name")),
        ("How many beds? | كم سريرا؟ |", " | |", "no-label", ("survey", 4, "")),
        ("| text | place |", "| begin_group | place |", "SURVEY_002", ("survey", 2, "")),
        ("| list_name | name |", "| lst | name |", "no-choices", ("", 0, "")),
    ],
)  # fmt: skip
def test_a_fault_is_said_at_its_sheet_line_and_column(
    before: str, after: str, code: str, place: tuple[str, int, str]
) -> None:
    assert before in FORM
    found = refused(FORM.replace(before, after))
    assert (found.code, (found.sheet, found.line, found.column)) == (code, place)
    assert found.is_error
    assert "[row" not in found.words
    assert "http" not in found.words


def test_a_choice_with_a_space_is_found_where_several_may_be_chosen() -> None:
    found = refused(
        FORM.replace("select_one yn", "select_multiple yn").replace("| yn | no |", "| yn | n o |")
    )
    assert (found.code, found.sheet, found.line, found.column) == ("choice-with-space", "choices", 3, "name")


@pytest.mark.parametrize(
    ("before", "after", "code", "place"),
    [
        ("| yn | no | No | لا |", "| yn | no | | |", "LABEL_001", ("choices", 3, "label")),
        ("| beds |", "| Open |", "NAMES_002", ("survey", 4, "name")),
        (
            "| | integer |",
            "| | image | photo | Photo | صورة | | |\n| | integer |",
            "large-pictures",
            ("survey", 4, ""),
        ),
    ],
)
def test_a_doubt_is_no_fault_and_is_said_at_its_line_too(
    before: str, after: str, code: str, place: tuple[str, int, str]
) -> None:
    assert before in FORM
    doubts = convert_form(sheets(FORM.replace(before, after))).doubts
    assert [(one.code, (one.sheet, one.line, one.column), one.is_error) for one in doubts] == [
        (code, place, False)
    ]


def test_every_missing_translation_is_listed_with_its_question() -> None:
    table = FORM.replace("كم سريرا؟", "").replace("| لا |", "| |")
    lacking = missing_translations(sheets(table))
    assert [(one.sheet, one.line, one.column, one.name, one.language) for one in lacking] == [
        ("survey", 4, "label", "beds", "Arabic (ar)"),
        ("choices", 3, "label", "no", "Arabic (ar)"),
    ]
    codes = [doubt.code for doubt in convert_form(sheets(table)).doubts]
    assert codes.count("missing-translation") == 2


def test_a_text_in_one_language_only_is_missing_in_the_others() -> None:
    table = FORM.replace("label::Arabic (ar) | relevant", "hint::Arabic (ar) | relevant")
    lacking = {(one.column, one.language, one.sheet) for one in missing_translations(sheets(table))}
    assert ("label", "Arabic (ar)", "survey") in lacking
    assert ("hint", "English (en)", "survey") in lacking


def test_a_form_in_fifty_languages_is_converted() -> None:
    columns = " | ".join(f"label::Tongue {number}" for number in range(50))
    cells = " | ".join(f"Question {number}" for number in range(50))
    table = f"| survey |\n| | type | name | {columns} |\n| | text | a | {cells} |\n"
    made = convert_form(sheets(table))
    assert made.xform.count("<translation") == 50
    assert [doubt.code for doubt in made.doubts] == ["language-without-code"]


def test_a_form_has_a_title_in_each_language_though_phones_know_one() -> None:
    table = FORM.replace("| form_title |", "| form_title | form_title::Arabic (ar) | about::Arabic (ar) |")
    converted = convert_form(sheets(table.replace("| Places |", "| Places | أماكن | نسأل |")))
    assert "<h:title>Places</h:title>" in converted.xform
    assert "أماكن" not in converted.xform
