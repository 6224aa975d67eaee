"""Footnotes: whoever opens the paper in whichever form finds the same words and the same notes."""

import io
import re
import zipfile
from collections import Counter

import pytest
from lxml import etree

from tests.documents.printing.makers import NETWORK, TITLES, document
from tests.documents.printing.readers import (
    W,
    read_docx,
    read_epub,
    read_odt,
    read_pdf,
    read_text,
    words_in,
)
from whrin.documents.printing import as_docx, as_epub, as_odt, as_pdf, as_text
from whrin.documents.printing.reading import read_body

BODY = """
<h2>What we found</h2>
<p class="para">1. Twelve women<span class="footnote">Asked in <em>spring</em>: see
<a href="https://example.org/a">their table</a>.</span> were <strong>refused</strong> care.</p>
<ul><li>One was pregnant.<span class="footnote" lang="es">Entrevista con ella.</span></li></ul>
<table><caption>Refused</caption><thead><tr><th>Place</th><th>Women</th></tr></thead>
<tbody><tr><th>Clinic<span class="footnote">All three of them.</span></th><td>seven</td></tr></tbody></table>
"""
NOTES = ["Asked in spring: see their table.", "Entrevista con ella.", "All three of them."]
MAKERS = {"pdf": as_pdf, "docx": as_docx, "odt": as_odt, "epub": as_epub, "txt": as_text}
READERS = {"pdf": read_pdf, "docx": read_docx, "odt": read_odt, "epub": read_epub, "txt": read_text}


BODY_WORDS = " ".join(
    ["What we found Twelve women were refused care One was pregnant Refused Place Women Clinic seven", *NOTES]
)
#: What forms say beside the text: the network, the title, the day, addresses.
AROUND = words_in(f"{NETWORK} {TITLES['en']} November https example org en places ke a CC BY")


def own_words(words: Counter[str]) -> dict[str, int]:
    return {word: count for word, count in words.items() if word not in AROUND}


@pytest.mark.once
@pytest.mark.parametrize("form", list(MAKERS))
def test_a_reader_of_any_form_finds_the_same_words_and_notes(form: str) -> None:
    seen = READERS[form](MAKERS[form](document(body=BODY)))
    assert len(seen.notes) == len(NOTES)
    if form != "pdf":
        assert [re.sub(r" <\S+>", "", " ".join(note.split())) for note in seen.notes] == NOTES
    assert own_words(seen.words) == own_words(words_in(BODY_WORDS))


@pytest.mark.once
def test_notes_of_an_arabic_paper_run_from_right_to_left() -> None:
    body = '<p>رُفضت اثنتا عشرة امرأة<span class="footnote">مقابلات في الربيع</span></p>'
    with zipfile.ZipFile(io.BytesIO(as_docx(document("ar", body=body)))) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    [note] = [one for one in notes if one.get(f"{W}type") is None]
    assert note.find(f"{W}p/{W}pPr/{W}bidi") is not None
    assert "مقابلات في الربيع" in as_text(document("ar", body=body)).decode()
    assert len(read_pdf(as_pdf(document("ar", body=body))).notes) == 1


def test_a_note_within_a_note_keeps_its_words_and_an_empty_one_is_none() -> None:
    body = (
        '<p>x<span class="footnote">one<span class="footnote">two</span></span><span class="footnote"> '
        "</span></p>"
    )
    read = read_body(document(body=body))
    assert [note["kids"] for note in read.footnotes] == [["one (two)"]]


def test_plain_text_keeps_lists_tables_links_and_pictures() -> None:
    body = (
        '<h3>Head</h3><ol start="3"><li>three<ul><li>inside</li></ul></li></ol>'
        "<dl><dt>term</dt><dd>said</dd></dl><blockquote><p>quoted</p></blockquote>"
        '<hr><img src="chart.svg" alt="Seven of ten">'
        '<p><a href="/en/x/">words</a><br>line</p>'
    )
    text = as_text(document(body=body)).decode()
    for part in (
        "Head\n----\n\n3. three\n  - inside\n\nterm\n  said\n\n  quoted\n\n* * *\n\n[Seven of ten]\n\n",
        "words <https://example.org/en/x/>\nline\n\nhttps://example.org/en/places/ke/\n\nCC BY 4.0\n",
    ):
        assert part in text
