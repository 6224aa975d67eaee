import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.documents import makers
from whrin.documents.refusals import BrokenFileError, EncryptedFileError, RefusedFileError, WrongKindError
from whrin.documents.scrub import scrub_pdf


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    return makers.report(tmp_path / "sent.pdf")


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    return tmp_path / "stored.pdf"


def everything_in(path: Path) -> bytes:
    """Return the file with every stream unpacked: what a search for a name would find."""
    unpacked = io.BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(
            unpacked,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return unpacked.getvalue()


def test_a_makers_name_does_not_reach_the_store(sent: Path, stored: Path) -> None:
    assert makers.CANARY.encode() in everything_in(sent)
    scrub_pdf(sent, stored)
    assert makers.CANARY.encode() not in everything_in(stored)
    with pikepdf.open(stored) as pdf:
        assert "/Info" not in pdf.trailer


def test_scripts_attachments_forms_and_notes_do_not_reach_the_store(sent: Path, stored: Path) -> None:
    makers.with_everything_forbidden(sent)
    scrub_pdf(sent, stored)
    inside = everything_in(stored)
    words = (
        "/JavaScript",
        "/JS ",
        "/Launch",
        "/EmbeddedFile",
        "/EF ",
        "/AF ",
        "/AcroForm",
        "/XFA",
        "/OpenAction",
    )
    found = [
        word
        for word in (*words, makers.CANARY, "/AA ", "/PieceInfo", "xmpmeta", "alert(")
        if word.encode() in inside
    ]
    assert found == []


def test_a_reader_still_has_the_links_that_are_safe(sent: Path, stored: Path) -> None:
    makers.with_everything_forbidden(sent)
    scrub_pdf(sent, stored)
    with pikepdf.open(stored) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        assert {str(link.Subtype) for link in links} == {"/Link"}
        addresses = [str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A]
    assert addresses == ["https://example.org/"]


def test_a_screen_reader_still_has_tags_language_and_bookmarks(sent: Path, stored: Path) -> None:
    makers.with_tags(sent)
    scrub_pdf(sent, stored)
    with pikepdf.open(stored) as pdf:
        assert str(pdf.Root.Lang) == "ar"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.StructTreeRoot.K[0].Alt) == "A paragraph"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Part 1"]


def test_a_photograph_inside_stays_and_forgets_where_it_was_taken(sent: Path, stored: Path) -> None:
    makers.with_photograph(sent)
    scrub_pdf(sent, stored)
    with pikepdf.open(stored) as pdf:
        kept = pdf.pages[0].obj.Resources.XObject["/AF"].read_raw_bytes()
    with Image.open(io.BytesIO(kept)) as photograph:
        photograph.load()
        assert photograph.size == (40, 30)
        assert not dict(photograph.getexif())
    assert makers.CANARY.encode() not in kept


def test_scrubbing_twice_gives_the_same_file(sent: Path, stored: Path, tmp_path: Path) -> None:
    scrub_pdf(sent, stored)
    scrub_pdf(stored, tmp_path / "again.pdf")
    assert everything_in(tmp_path / "again.pdf") == everything_in(stored)


@pytest.mark.parametrize("password", ["open sesame", ""])
def test_a_locked_pdf_is_refused_with_a_reason(sent: Path, stored: Path, password: str) -> None:
    makers.locked(sent, password)
    with pytest.raises(EncryptedFileError, match="password"):
        scrub_pdf(sent, stored)
    assert not stored.exists()


def test_an_endless_pdf_is_refused_and_nothing_hangs(sent: Path, stored: Path) -> None:
    makers.endless(sent)
    with pytest.raises(RefusedFileError):
        scrub_pdf(sent, stored)
    assert not stored.exists()


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<html>%PD"])
def test_what_is_no_pdf_is_refused(sent: Path, stored: Path, content: bytes) -> None:
    sent.write_bytes(content)
    with pytest.raises(WrongKindError):
        scrub_pdf(sent, stored)
    assert not stored.exists()


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00\xff" * 5000, b"%PDF-1.4\n1 0 obj\n<<" + b"[" * 90_000]
)
def test_a_broken_pdf_is_refused(sent: Path, stored: Path, content: bytes) -> None:
    sent.write_bytes(content)
    with pytest.raises(BrokenFileError):
        scrub_pdf(sent, stored)
    assert not stored.exists()


def test_a_truncated_pdf_is_mended_or_refused_but_never_stored_unverified(sent: Path, stored: Path) -> None:
    makers.with_everything_forbidden(sent)
    whole = sent.read_bytes()
    for share in (0.3, 0.6, 0.9):
        sent.write_bytes(whole[: int(len(whole) * share)])
        try:
            scrub_pdf(sent, stored)
        except RefusedFileError:
            assert not stored.exists()
        else:
            assert makers.CANARY.encode() not in everything_in(stored)
