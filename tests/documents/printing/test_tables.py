"""Tables of sentences and numbers on paper: read without towers of words, and without rows torn apart."""

import io
import zipfile

import pypdfium2
import pytest
from lxml import etree

from tests.documents.printing.makers import document
from tests.documents.printing.readers import W
from whrin.documents.printing import as_docx, as_pdf
from whrin.documents.printing.reading import read_body

SENTENCE = "Worldwide: eight services on the map look after children while the mother is there."
HEAD = '<tr><th>Figure</th><th class="number">Value</th><th>As of</th></tr>'
ROW = f'<tr><td>{SENTENCE}</td><td class="number">8</td><td>23 November 2026</td></tr>'


def table(head: str, rows: str) -> str:
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


@pytest.mark.parametrize(
    ("head", "row", "columns"),
    [
        (HEAD, ROW, ["rest", "own", "own"]),
        (HEAD, ROW.replace(SENTENCE, "Worldwide"), ["rest", "own", "rest"]),
        (HEAD.replace(' class="number"', ""), ROW.replace(' class="number"', ""), ["own"] * 3),
        ("", '<tr><td colspan="2">Worldwide</td><td class="number">8</td></tr>', ["rest", "rest", "own"]),
    ],
)
def test_sentences_take_what_names_days_and_numbers_leave(head: str, row: str, columns: list[str]) -> None:
    assert read_body(document(body=table(head, row))).tree[0]["columns"] == columns


@pytest.mark.once
def test_an_office_gives_sentences_more_room_than_numbers() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(document(body=table(HEAD, ROW))))) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    widths = [int(column.get(f"{W}w")) for column in tree.iter(f"{W}gridCol")]
    assert len(widths) == 3 and widths[0] > 2 * widths[2] > 2 * widths[1] > 0


@pytest.mark.once
def test_a_row_stays_on_one_page_unless_it_is_longer_than_that() -> None:
    rows = "".join(
        ROW.replace("Worldwide", f"begun{number} {SENTENCE * 3} ended{number}") for number in range(40)
    )
    pages = _pages(table(HEAD, rows))
    assert len(pages) > 1
    for number in range(40):
        assert [f"begun{number} " in page for page in pages] == [f"ended{number}:" in page for page in pages]
    assert len(_pages(table(HEAD, ROW.replace(SENTENCE, SENTENCE * 120)))) > 1


@pytest.mark.once
def test_a_note_behind_a_number_is_no_power_of_it_from_right_to_left() -> None:
    body = '<p>خدمات: 127<span class="footnote">مصدر</span></p>'
    page = pypdfium2.PdfDocument(as_pdf(document("ar", body=body)))[0].get_textpage()
    words = page.get_text_range()
    number = words.index("127")
    after = [page.get_charbox(at)[0] for at in range(number, number + 3)]
    note = next(
        at for at, sign in enumerate(words) if sign == "1" and at != number and _is_raised(page, at, number)
    )
    assert page.get_charbox(note)[0] < min(after)


def _is_raised(page: pypdfium2.PdfTextPage, at: int, number: int) -> bool:
    _left, low, _right, high = page.get_charbox(at)
    return page.get_charbox(number)[1] < low < page.get_charbox(number)[3] <= high


def _pages(body: str) -> list[str]:
    return [
        " ".join(page.get_textpage().get_text_range().split()) + " "
        for page in pypdfium2.PdfDocument(as_pdf(document(body=body)))
    ]
