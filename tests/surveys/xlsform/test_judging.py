"""Whether a converted form can be filled in, said at the line of the question; and consent put in first."""

import pytest

from tests.surveys.xlsform.making import FORM, sheets
from whrin.surveys.xform import read_form
from whrin.surveys.xlsform import (
    FormRefused,
    consent_in,
    convert_form,
    read_sheets,
    usable_form,
    with_consent,
)

pytestmark = pytest.mark.once

_CONSENT = FORM.replace("| form_id |", "| form_id | consent::English (en) | consent::Arabic (ar) |").replace(
    "| places |", "| places | Do you agree? | هل توافقين؟ |"
)


@pytest.mark.parametrize(
    ("before", "after", "code", "place"),
    [
        ("${open} = 'yes'", "slected(${open}, 'yes')", "expression-unknown-function", (4, "relevant")),
        ("${open} = 'yes'", "regex(${place}, '[')", "expression-bad-pattern", (4, "relevant")),
        ("${open} = 'yes'", "${open} = ", "expression-unfinished", (4, "relevant")),
        ("${open} = 'yes'", "${beds} = 1", "cycle", (4, "relevant")),
    ],
)
def test_a_wrong_expression_is_said_at_its_line_and_column(
    before: str, after: str, code: str, place: tuple[int, str]
) -> None:
    with pytest.raises(FormRefused) as refusal:
        usable_form(sheets(FORM.replace(before, after)))
    assert [(one.code, (one.line, one.column)) for one in refusal.value.findings] == [(code, place)]


def test_all_wrong_expressions_are_said_at_once_also_in_groups() -> None:
    table = FORM.replace("${open} = 'yes'", "oops(1)").replace(
        "| | text | place | Which place? | أي مكان؟ | |",
        "| | begin_group | g | G | ج | |\n| | text | place | Which place? | أي مكان؟ | oops(2) |",
    )
    table = table.replace("| choices |", "| | end_group | | | | | |\n| choices |")
    with pytest.raises(FormRefused) as refusal:
        usable_form(sheets(table))
    assert [(one.line, one.details["what"]) for one in refusal.value.findings] == [(3, "oops"), (5, "oops")]


def test_what_is_agreed_to_becomes_the_first_page_in_each_language() -> None:
    agreed = sheets(_CONSENT)
    assert consent_in(agreed) == {"English (en)": "Do you agree?", "Arabic (ar)": "هل توافقين؟"}
    form = read_form(usable_form(agreed).xform.encode())
    page = form.body[0]
    assert [control.path for control in page.children] == ["/data/consent_page/consent"]  # type: ignore[union-attr]
    assert form.bind("/data/consent_page/consent").required is not None
    assert set(form.languages) == {"English (en)", "Arabic (ar)"}
    assert usable_form(agreed).doubts == ()


def test_a_fault_keeps_the_line_that_the_author_sees_when_consent_is_put_in() -> None:
    for wrong in (_CONSENT.replace("${open}", "${opne}"), _CONSENT.replace("| integer |", "| |")):
        with pytest.raises(FormRefused) as refusal:
            usable_form(sheets(wrong))
        assert (refusal.value.findings[0].sheet, refusal.value.findings[0].line) == ("survey", 4)


def test_consent_that_is_missing_in_a_language_is_listed() -> None:
    doubts = convert_form(sheets(_CONSENT.replace("هل توافقين؟", ""))).doubts
    assert [(one.sheet, one.column, one.details["language"]) for one in doubts] == [
        ("settings", "consent", "Arabic (ar)")
    ]


def test_a_form_without_consent_stays_as_it_is() -> None:
    plain = sheets()
    assert with_consent(plain) == (plain, 0)


def test_a_row_that_is_too_long_is_said_so() -> None:
    with pytest.raises(FormRefused) as refusal:
        read_sheets(b"| survey |\n| | type | name |\n| | text | a | b | c | d |\n")
    assert refusal.value.findings[0].code == "row-too-long"
