"""RIS: one tag a line, read by every reference manager."""

from whrin.library import mapping
from whrin.library.exports.sheet import Sheet, file_address
from whrin.library.models import Contribution, Work

_PLAIN = (
    *("identifier", "title", "short_title", "year", "language", "publisher", "container_title"),
    *("volume", "issue", "pages", "doi", "isbn", "topics", "abstract", "address", "full_text"),
)


def ris_of(work: Work) -> str:
    """Return one work, read through `sheet.with_all`, as a RIS record with its last line. Organisations end
    in a comma, by which Zotero and EndNote keep them whole.
    """
    sheet = Sheet(work)
    lines = [_line("kind", sheet.types.ris)]
    for field in _PLAIN:
        lines += [_line(field, text) for text in sheet.texts(field)]
    lines += [_line(one.role, name_of(one)) for one in sheet.names]
    if work.year:
        parts = [f"{work.year:04}", *(f"{part:02}" if part else "" for part in (work.month, work.day))]
        lines.append(_line("date", "/".join(parts) + "/"))
    genre = mapping.genre_for("ris", work.kind, work.genre)
    lines += [_line("genre", genre)] if genre else []
    if "address" not in sheet.said and "full_text" not in sheet.said:
        lines.append(_line("address", sheet.record))
    lines += [_line("file", file_address(work.slug, stored)) for stored in sheet.files_of(sheet.own)]
    return "\n".join([*lines, "ER  - ", "", ""])


def name_of(one: Contribution) -> str:
    """Return a name as RIS writes it: `Family, Given`, or an organisation with a comma behind it."""
    return f"{one.literal}," if one.literal else ", ".join(filter(None, [one.family, one.given]))


def _line(field: str, text: str) -> str:
    """Write one tag. Further lines of a text are indented further than any tag, lest one looks like one."""
    return f"{mapping.name_of(field, 'ris')}  - " + "\n    ".join(text.splitlines())
