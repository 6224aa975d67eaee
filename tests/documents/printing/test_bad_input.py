"""What nobody should give: it is left out where nothing is lost, else refused by name."""

import datetime

import pytest

from tests.documents.printing.makers import NETWORK, document
from whrin.documents.printing import (
    Document,
    EmptyDocument,
    MissingGlyphs,
    PictureWithoutWords,
    RefusedPicture,
    TooMuchToPrint,
    UnknownPicture,
    as_pdf,
    can_be_set,
)
from whrin.documents.printing.reading import read_body
from whrin.documents.printing.workplace import kinds_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def words(body: str) -> str:
    """Return the words of a tree, in order."""

    def told(node: object) -> str:
        if isinstance(node, str):
            return node
        if isinstance(node, list):
            return "".join(map(told, node))
        parts = ("caption", "term", "head", "body", "items", "kids")
        return "".join(told(node[part]) for part in parts if part in node) if isinstance(node, dict) else ""

    return told(read_body(document(body=body)).tree)


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<p>a<script>alert(1)</script>b<style>p{}</style></p>", "ab"),
        ("<marquee><p>moves</p></marquee><blink>too</blink>", "movestoo"),
        ('<p><a href="javascript:alert(1)">here</a></p>', "here"),
        ("<p onclick='x()'>a<!-- hidden -->b</p>", "ab"),
        ("<p>#set page(fill: red) $ * _ ] ``` \\</p>", "#set page(fill: red) $ * _ ] ``` \\"),
        ("<p>zero\u200b-\u200bwidth\u202e, e\u0301</p>", "zero-width, é"),
        ("loose <b>words</b><div>and<div>more</div></div>", "loose wordsandmore"),
        ("<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>", "ab"),
        ("<p>unclosed <b>tags <i>here", "unclosed tags here"),
    ],
)
def test_what_could_run_goes_and_every_word_stays(body: str, kept: str) -> None:
    assert words(body) == kept


def test_a_link_leads_to_the_web_or_is_words() -> None:
    targets = ("/en/x/", "#b", "data:text/html,x", "mailto:a@b.org")
    body = "".join(f'<a href="{target}">a</a>' for target in targets)
    [paragraph] = read_body(document(body=body)).tree
    assert isinstance(paragraph, dict)
    links = [kid["href"] for kid in paragraph["kids"] if isinstance(kid, dict)]
    assert links == ["https://example.org/en/x/", "mailto:a@b.org"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("", EmptyDocument),
        (" <p> \u200b </p><script>x</script>", EmptyDocument),
        ('<img src="https://elsewhere.example/x.png" alt="x">', UnknownPicture),
        ('<img src="data:image/png;base64,AAAA" alt="x">', UnknownPicture),
        ('<p><img src="other.svg" alt="x"></p>', UnknownPicture),
        ('<figure><img src="chart.svg"></figure>', PictureWithoutWords),
        ("<ul><li>" * 200 + "deep", TooMuchToPrint),
    ],
)
def test_what_cannot_be_printed_is_refused_by_name(body: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        read_body(document(body=body))


def test_a_document_has_a_title_and_an_end() -> None:
    told = {"language": "en", "author": NETWORK, "date": datetime.date(2026, 11, 22)}
    with pytest.raises(EmptyDocument):
        Document(title=" \u200b ", body="<p>x</p>", **told)  # type: ignore[arg-type]  # named as it has them
    with pytest.raises(TooMuchToPrint):
        Document(title="x", body="x" * 9_000_000, **told)  # type: ignore[arg-type]  # likewise


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="https://elsewhere.example/x.png"/>',
        '<use xlink:href="other.svg#a"/>',
        '<rect onload="x()"/>',
        '<rect fill="url(https://elsewhere.example/#a)"/>',
        "<style>@import 'x.css';</style>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        '<a href="#x"><rect/></a>',
        "<rect>",
    ],
)
def test_a_picture_that_could_run_or_fetch_is_refused(inside: str) -> None:
    given = document(pictures={"x.svg": SVG.format(inside).encode()})
    with pytest.raises(RefusedPicture):
        kinds_of(given, ["x.svg"])


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", b"<html/>", b"\xff\xfe\x00"]
)
def test_a_picture_of_another_kind_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedPicture):
        kinds_of(document(pictures={"x": content}), ["x"])


def test_a_sign_without_a_glyph_is_an_error_that_names_it_and_never_a_box() -> None:
    with pytest.raises(MissingGlyphs) as found:
        as_pdf(document(body="<p>Before 漢 behind</p>"))
    assert found.value.characters == ("漢",)
    assert found.value.places == ("Before 漢 behind",)
    assert [text for text in ("漢", "дом بيت บ้าน घर ≥ ✓\u200d") if can_be_set(text)] == [
        "дом بيت บ้าน घर ≥ ✓\u200d"
    ]
    svg = SVG.format('<text x="1" y="1">漢</text>').encode()
    with pytest.raises(MissingGlyphs):
        as_pdf(document(body='<img src="x.svg" alt="x">', pictures={"x.svg": svg}))


@pytest.mark.once
def test_mixed_directions_and_marks_upon_marks_are_set() -> None:
    body = '<p dir="ltr">a <bdi>دار</bdi> <i lang="ar" dir="rtl">مفتوح 24/7</i> x\u0302\u0323 می\u200cخواهم'
    assert as_pdf(document("ar", body=body)).startswith(b"%PDF-1.7")
