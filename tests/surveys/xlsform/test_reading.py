"""Files that authors upload, of every kind and in every state."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from tests.surveys.xlsform.making import FORM, sheets
from whrin.surveys.xlsform import FormRefused, Sheet, read_sheets, write_csv, write_xlsx
from whrin.surveys.xlsform.reading import LARGEST, MOST_ROWS


def test_the_same_form_is_read_from_a_workbook_csv_and_markdown() -> None:
    from_table = sheets()
    assert read_sheets(write_xlsx(from_table)) == from_table
    assert read_sheets(write_csv(from_table).encode()) == from_table
    assert from_table["survey"].rows[0] == {
        "type": "text", "name": "place", "label::English (en)": "Which place?",
        "label::Arabic (ar)": "أي مكان؟", "required": "yes",
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_csv_is_read_as_spreadsheets_of_other_countries_write_it(encoding: str) -> None:
    written = write_csv(sheets()).replace(",", ";")
    assert read_sheets(written.encode(encoding)) == sheets()


def test_csv_that_is_not_unicode_keeps_its_letters() -> None:
    table = FORM.replace("أي مكان؟", "Où ?").replace("هل هو مفتوح؟", "").replace("كم سريرا؟", "")
    written = write_csv(sheets(table.replace("نعم", "").replace("لا", "")))
    assert read_sheets(written.encode("cp1252"))["survey"].rows[0]["label::Arabic (ar)"] == "Où ?"


def test_a_cell_that_looks_like_a_formula_stays_the_text_it_is() -> None:
    risky = {
        "survey": Sheet(("type", "name", "label"), ({"type": "text", "name": "a", "label": "=1+1\x07"},))
    }
    book = load_workbook(io.BytesIO(write_xlsx(risky)))
    assert book["survey"]["C2"].data_type == "s"
    assert book["survey"]["C2"].value == "=1+1"


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (61 * 1024**2))
    return out.getvalue()


def _book_without_a_form() -> bytes:
    out, book = io.BytesIO(), Workbook()
    book.create_sheet("Budget")["A1"] = "money"
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b" \n ", "empty-file"),
        (b"x" * (LARGEST + 1), "file-too-large"),
        (_bomb(), "file-too-large"),
        (b"PK\x03\x04 and then nothing", "damaged-file"),
        (b"\xd0\xcf\x11\xe0 and then nothing", "damaged-file"),
        (b"Dear all,\nplease find the survey in the annex.\n", "no-form"),
        (b"%PDF-1.7", "no-form"),
        (b"\x00\x01\x02\xff" * 100, "no-form"),
        (b"| choices |\n| | list_name | name | label |\n| | yn | yes | Yes |\n", "no-form"),
    ],
)
def test_what_is_no_form_is_refused_with_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(FormRefused) as refusal:
        read_sheets(data)
    assert [finding.code for finding in refusal.value.findings] == [code]
    assert refusal.value.findings[0].words


def test_a_workbook_of_something_else_is_no_form() -> None:
    with pytest.raises(FormRefused, match="a sheet called survey"):
        read_sheets(_book_without_a_form())


def test_five_thousand_questions_are_read_and_more_than_the_limit_refused() -> None:
    head = "| survey |\n| | type | name | label |\n"
    long = head + "".join(f"| | text | q{number} | Q |\n" for number in range(5000))
    assert len(sheets(long)["survey"].rows) == 5000
    too_long = head + "| | text | q | Q |\n" * (MOST_ROWS + 1)
    with pytest.raises(FormRefused) as refusal:
        sheets(too_long)
    assert refusal.value.findings[0].code == "form-too-large"
