"""Files as people really have them: wrong tags, half a file, braces, LaTeX, old encodings, zipped folders."""

import io
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from whrin.library.enums import Status
from whrin.library.imports import bibtex, ris, tables
from whrin.library.imports.faults import FileTooLarge, NotUnicode, UnreadableFile, UnsafeArchive
from whrin.library.imports.taking_in import import_file
from whrin.library.models import ImportRun, StoredFile, Work
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db


def take_in(tmp_path: Path, content: str | bytes, **options: Any) -> ImportRun:
    path = tmp_path / "records.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return import_file(path=path, **options)


def names(work: Work) -> list[str]:
    return [str(one) for one in work.contributions.all()]


RIS = """\ufeffProvider: someone
TY - JOUR
A1  - Kurt, Ann, Jr.
AU  - World Health Organization
AU  - Smith, J.; Doe, A.
T1  - Women who use drugs:
  a review
JO  - Lancet
PY  - 2022/03/08/Spring
SP  - 12
EP  - 19
SN  - 0140-6736
UR  - https://a.org/1; https://a.org/2
N2  - First line
US - based second line
KW  - Violence; housing
XX  - what is this
ER  -
TY  - RPRT
T1  - Without an end
Y1  - n.d.
TY  - VIDEO
TI  - The last
A2  - Roe, Jane
M3  - Webinar
"""


def test_ris_of_the_world_comes_in_with_a_remark_for_each_oddity(tmp_path: Path, violence: Topic) -> None:
    run = take_in(tmp_path, RIS.replace("\n", "\r\n"))
    assert (run.format, run.added, run.refused) == ("ris", 3, 0)
    review = Work.objects.get(kind="journal-article")
    assert names(review) == ["Kurt, Ann, Jr.", "World Health Organization", "Smith, J.", "Doe, A."]
    assert (review.year, review.month, review.day, review.pages) == (2022, 3, 8, "12-19")
    version = review.versions.get()
    assert version.title == "Women who use drugs: a review"
    assert version.abstract == "First line\nUS - based second line"
    assert [link.address for link in version.links.all()] == ["https://a.org/1", "https://a.org/2"]
    assert review.extra["ISSN"] == "0140-6736"
    assert review.extra["custom"]["ris"] == {"XX": ["what is this"]}
    assert list(review.topics.all()) == [violence]
    told = {(note.line, note.reason) for note in run.notes.all()}
    assert (19, "The date “n.d.” could not be read.") in told
    assert (19, "The record has no end (ER); the next one begins inside it.") in told
    assert (22, "The file ends inside this record; something may be missing.") in told
    assert str(Work.objects.get(kind="webinar").contributions.get(role="interviewer")) == "Roe, Jane"


BIBTEX = r"""% a comment, 100% of it
@string{who = {World Health Organization}}
@Article{one,
  author = {Ann {van} Kurt and {Women and Drugs, Nest} and Doe, Jr., Jane and others},
  title  = "Caf{\'e} na{\"\i}ve: 50\% of {HIV} \& more --- a study",
  journal = "Lancet", year = 2021, month = mar, pages = {12--19},
  abstract = {About 40% of {women}, $5},
  url = {https://a.org/~x_y%20z},
  keywords = {violence, housing},
  nonsense = {kept}
}
@techreport{two, title = {By an office}, institution = who, author = {Ministry of Health}, year = {n.d.}}
@book{three, title = {Unclosed, year = 2020
@misc{one, title = {Same key}, type = {podcast}}
@misc{four, author = {Nobody}}
@misc{five, title = {Half a"""


def test_bibtex_of_the_world_comes_in_and_what_is_broken_is_told_by_line(
    tmp_path: Path, violence: Topic
) -> None:
    run = take_in(tmp_path, BIBTEX)
    assert (run.format, run.added) == ("bibtex", 3)
    article = Work.objects.get(slug="one")
    assert names(article) == ["van Kurt, Ann", "Women and Drugs, Nest", "Doe, Jane, Jr."]
    version = article.versions.get()
    assert version.title == "Café naïve: 50% of HIV & more — a study"
    assert version.abstract == "About 40% of women, $5"
    assert version.links.get().address == "https://a.org/~x_y%20z"
    assert (article.year, article.month, article.pages) == (2021, 3, "12-19")
    assert article.extra["custom"]["bibtex"] == {"nonsense": "kept"}
    report = Work.objects.get(slug="two")
    assert (report.publisher, names(report), report.year) == (
        "World Health Organization",
        ["Ministry of Health"],
        None,
    )
    assert Work.objects.get(kind="audio").versions.get().title == "Same key"
    refused = {(note.line, note.reason[:20]) for note in run.notes.filter(outcome="refused")}
    assert refused == {
        (13, "The entry cannot be "),
        (15, "The record has no ti"),
        (16, "The entry cannot be "),
    }


TABLE = """Item Type;Publication Year;Author;Title;Publication Title;DOI;Url;Manual Tags;Shelf
journalArticle;2020;Kurt, Ann; Doe, Jane;One;Lancet;10.1000/x;https://a.org/;violence;3
"report";"n.d.";"World Health Organization";"Two; with a semicolon
and a line";;;;;
;;;;;;;;
book;2021;;;;;;;
"""


def test_a_table_from_a_spreadsheet_comes_in(tmp_path: Path, violence: Topic) -> None:
    run = take_in(tmp_path, TABLE.replace("Kurt, Ann; Doe, Jane", '"Kurt, Ann; Doe, Jane"').encode("cp1252"))
    assert (run.format, run.added, run.refused) == ("csv", 2, 1)
    article = Work.objects.get(kind="journal-article")
    assert (names(article), article.container_title) == (["Kurt, Ann", "Doe, Jane"], "Lancet")
    assert (article.doi, article.extra["custom"]["table"]) == ("10.1000/x", {"shelf": "3"})
    report = Work.objects.get(kind="report")
    assert report.versions.get().title == "Two; with a semicolon and a line"
    assert run.notes.get(outcome="refused").line == 6


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize(
    "content",
    [
        "TY  - RPRT\nTI  - Étude à Genève – été\nER  - \n",
        "@misc{a, title={Étude à Genève – été}}",
        "title\nÉtude à Genève – été",
    ],
)
def test_any_encoding_is_read(tmp_path: Path, encoding: str, content: str) -> None:
    run = take_in(tmp_path, content.encode(encoding))
    assert run.added == 1
    assert Work.objects.get().versions.get().title == "Étude à Genève – été"


def test_a_file_cut_in_the_midst_of_a_sign_is_still_unicode(tmp_path: Path) -> None:
    run = take_in(tmp_path, "TY  - RPRT\nTI  - Женщины\nAB  - Вред".encode()[:-1])
    assert (run.added, Work.objects.get().versions.get().abstract) == (1, "Вре")


@pytest.mark.parametrize(
    "content", [b"", b"\n \n", b"Dear all,", b"name;shelf\na;b", b"\x89PNG\r\n\x1a\n\x00\x00\x01"]
)
def test_what_is_no_file_of_records_is_refused_whole(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        take_in(tmp_path, content)
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(("text", "encoding"), [("Женщины", "cp1251"), ("النساء هنا", "cp1256")])
def test_no_letters_are_guessed_of_other_scripts(tmp_path: Path, text: str, encoding: str) -> None:
    with pytest.raises(NotUnicode, match="line 2 holds the byte"):
        take_in(tmp_path, f"TY  - RPRT\nTI  - {text}\nER  - \n".encode(encoding))
    assert not Work.objects.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path, settings: Settings) -> None:
    settings.WHRIN_IMPORT_LIMIT_MB = 1
    with pytest.raises(FileTooLarge):
        take_in(tmp_path, b"TY  - RPRT\n" * 100_000)
    assert not ImportRun.objects.exists()


def test_a_stopped_import_of_ris_goes_on_where_it_was(tmp_path: Path) -> None:
    records = "".join(f"TY  - RPRT\nTI  - Report {number}\nER  - \n" for number in range(250))
    asked = iter([False, True])
    stopped = take_in(tmp_path, records, stop=lambda: next(asked))
    assert (stopped.state, stopped.done) == ("stopped", 200)
    resumed = take_in(tmp_path, records)
    assert (resumed.pk, resumed.added, Work.objects.count()) == (stopped.pk, 250, 250)


@pytest.mark.parametrize("read", [ris.records, bibtex.records, tables.records])
@given(st.text('TYAUER  -\n@{}",=ab;\\é', max_size=200))
@settings(max_examples=200, deadline=None)
def test_nothing_breaks_a_reader(read: Any, written: str) -> None:
    for found in read(written):
        assert found.fault or isinstance(found.record, dict)


def pdf() -> bytes:
    made = FPDF()
    made.add_page()
    made.set_font("helvetica")
    made.cell(text="Naloxone")
    return bytes(made.output())


ZOTERO = """TY  - RPRT
TI  - Ours
PB  - WHRIN
L1  - files/12/Ours and more.pdf
ER  -
TY  - RPRT
TI  - Of others
PB  - Somebody
L1  - files/13/theirs.pdf
L1  - files/14/gone.pdf
L1  - ../../etc/passwd
ER  -
"""
FOLDER = {"Export/Export.ris": ZOTERO.encode(), "Export/files/13/theirs.pdf": pdf()}
FOLDER["Export/files/12/Ours and more.pdf"] = pdf()


def zipped(members: dict[str, bytes], **changes: Any) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            one = zipfile.ZipInfo(name)
            one.compress_type = zipfile.ZIP_DEFLATED
            for key, value in changes.items():
                setattr(one, key, value)
            archive.writestr(one, body)
    return content.getvalue()


@pytest.mark.parametrize("is_zipped", [True, False])
def test_a_folder_of_zotero_brings_the_files_that_may_be_kept(
    tmp_path: Path, is_zipped: bool, tasks_kept: None
) -> None:
    path = tmp_path / "export"
    if is_zipped:
        path.write_bytes(zipped(FOLDER))
    for name, body in {} if is_zipped else FOLDER.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(body)
    run = import_file(path=path, publish=True)
    assert (run.format, run.added) == ("ris", 2)
    stored = StoredFile.objects.get()
    assert (stored.name, stored.version.title) == ("Ours and more.pdf", "Ours")
    told = [note.reason for note in run.notes.filter(work__versions__title="Of others")]
    assert any("theirs.pdf” was not kept. The licence of this work gives no right" in one for one in told)
    assert "The file “files/14/gone.pdf” did not come with the records." in told
    assert "The file “../../etc/passwd” did not come with the records." in told
    assert Work.objects.filter(status=Status.PUBLISHED).count() == 2


@pytest.mark.parametrize(
    "content",
    [
        zipped({"../evil.ris": b"TY  - RPRT"}),
        zipped({"/etc/evil.ris": b"TY  - RPRT"}),
        zipped({"C:\\evil.ris": b"TY  - RPRT"}),
        zipped({"a.ris": b"TY  - RPRT", "files/bomb.pdf": b"\0" * 60_000_000}),
        zipped({"a.ris": b"/etc/passwd"}, external_attr=(stat.S_IFLNK | 0o777) << 16),
        zipped({"picture.png": b"x"}),
        zipped({"a.ris": b"TY  - RPRT"})[:60],
    ],
)
def test_an_archive_that_could_do_harm_is_refused_whole(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnsafeArchive):
        take_in(tmp_path, content)
    assert not ImportRun.objects.exists()
    assert not Work.objects.exists()


RDF = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
  <bib:Article rdf:about="#item_1">
    <z:itemType>journalArticle</z:itemType>
    <dcterms:isPartOf rdf:resource="urn:issn:0140-6736"/>
    <bib:authors><rdf:Seq>
      <rdf:li><foaf:Person><foaf:surname>ใจดี</foaf:surname><foaf:givenName>สมหญิง</foaf:givenName></foaf:Person></rdf:li>
      <rdf:li><foaf:Person><foaf:surname>Women, Nest</foaf:surname></foaf:Person></rdf:li>
    </rdf:Seq></bib:authors>
    <dc:title>On violence</dc:title>
    <dc:subject>Violence</dc:subject>
    <dc:subject><z:AutomaticTag><rdf:value>housing</rdf:value></z:AutomaticTag></dc:subject>
    <dc:date>2021-02</dc:date>
    <dc:identifier><dcterms:URI><rdf:value>https://a.org/1</rdf:value></dcterms:URI></dc:identifier>
    <dc:publisher><foaf:Organization><foaf:name>WHRIN</foaf:name></foaf:Organization></dc:publisher>
    <bib:pages>12-15</bib:pages>
    <link:link rdf:resource="#item_2"/>
  </bib:Article>
  <z:Attachment rdf:about="#item_2">
    <z:itemType>attachment</z:itemType>
    <rdf:resource rdf:resource="files/2/On violence.pdf"/>
  </z:Attachment>
  <bib:Journal rdf:about="urn:issn:0140-6736">
    <dc:title>Lancet</dc:title><prism:volume>9</prism:volume>
    <dc:identifier>DOI 10.1000/x</dc:identifier><dc:identifier>ISSN 0140-6736</dc:identifier>
  </bib:Journal>
</rdf:RDF>"""


def test_zotero_rdf_comes_in_with_its_files(tmp_path: Path, violence: Topic, tasks_kept: None) -> None:
    content = zipped({"E/E.rdf": RDF.encode(), "E/files/2/On violence.pdf": pdf()})
    run = take_in(tmp_path, content)
    assert (run.format, run.total, run.added) == ("zotero-rdf", 1, 1)
    work = Work.objects.get()
    assert names(work) == ["ใจดี, สมหญิง", "Women, Nest"]
    assert (work.kind, work.container_title, work.volume, work.pages) == (
        *("journal-article", "Lancet", "9", "12-15"),
    )
    assert (work.doi, work.year, work.month, work.publisher) == ("10.1000/x", 2021, 2, "WHRIN")
    assert (work.extra["ISSN"], work.extra["keyword"], list(work.topics.all())) == (
        *("0140-6736", "housing", [violence]),
    )
    assert work.versions.get().links.get().address == "https://a.org/1"
    assert StoredFile.objects.get().name == "On violence.pdf"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (RDF[:900], "line"),
        (RDF.replace("<rdf:RDF", "<!DOCTYPE a [<!ENTITY b 'c'>]><rdf:RDF", 1), "no format"),
    ],
)
def test_broken_or_dangerous_rdf_is_refused_whole(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(UnreadableFile, match=told):
        take_in(tmp_path, content)
    assert not ImportRun.objects.exists()
