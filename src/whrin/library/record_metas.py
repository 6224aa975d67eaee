"""What a record's page says of itself to reference managers and Google Scholar: Highwire's tags and Dublin
Core, in the language of the version shown.

No COinS: beside it Zotero would throw all of these away.
"""

from collections.abc import Iterator, Sequence

from whrin.library.enums import Kind, Role
from whrin.library.exports.sheet import Sheet, whole_name
from whrin.library.mapping import name_of
from whrin.library.record_page import RecordPage

Metas = list[tuple[str, str]]
_CONTAINERS = {
    Kind.JOURNAL_ARTICLE.value: "citation_journal_title",
    Kind.CHAPTER.value: "citation_inbook_title",
    Kind.CONFERENCE_PAPER.value: "citation_conference_title",
}
_ENDS = "-–—"


def metas_of(page: RecordPage, words: Sequence[str], address: str, site: str) -> Metas:
    """Return names and contents, in order. `words`: topics in the version's language; `address`: the
    page's own, whole; `site` stands before the addresses of files.
    """
    sheet = Sheet(page.work)
    found = [*_highwire(page, sheet, site), *(("citation_keywords", word) for word in words)]
    found.append(("citation_abstract_html_url", address))
    return [(name, content) for name, content in [*found, *_dublin_core(page, sheet, address)] if content]


def _highwire(page: RecordPage, sheet: Sheet, site: str) -> Iterator[tuple[str, str]]:
    work = page.work
    yield "citation_title", page.version.title
    for one in sheet.by_role(Role.AUTHOR):
        yield "citation_author", whole_name(one)
    for one in sheet.by_role(Role.EDITOR):
        yield "citation_editor", whole_name(one)
    yield "citation_publication_date", page.date.replace("-", "/")
    yield "citation_language", "" if page.version.language == "und" else page.version.language
    yield "citation_doi", work.doi
    yield "citation_isbn", work.isbn
    yield "citation_publisher", work.publisher
    if sheet.types.ris == "RPRT":
        yield "citation_technical_report_institution", work.publisher
    if work.kind in _CONTAINERS:
        yield _CONTAINERS[Kind(work.kind)], work.container_title
        yield "citation_volume", work.volume
        yield "citation_issue", work.issue
        yield from zip(("citation_firstpage", "citation_lastpage"), _ends_of(work.pages), strict=False)
    for file in page.files:
        # Google Scholar takes a file for the text only when its address ends so.
        if file.address.lower().endswith(".pdf"):
            yield "citation_pdf_url", site + file.address


def _ends_of(pages: str) -> list[str]:
    for dash in _ENDS:
        pages = pages.replace(dash, "-")
    return [part.strip() for part in pages.split("-")][:2]


def _dublin_core(page: RecordPage, sheet: Sheet, address: str) -> Iterator[tuple[str, str]]:
    said = {
        "title": [page.version.title],
        "date": [page.date],
        "language": ["" if page.version.language == "und" else page.version.language],
        "publisher": [page.work.publisher],
        "record": [address],
        "kind": [sheet.types.dc],
        "licence": [sheet.licence.address or sheet.licence.name] if sheet.licence else [],
    }
    for field, texts in said.items():
        for text in texts:
            yield f"DC.{name_of(field, 'dc')}", text
    for one in sheet.names:
        yield f"DC.{name_of(one.role, 'dc')}", whole_name(one)
