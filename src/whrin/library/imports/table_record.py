"""The rows of one work become a record of CSL-JSON."""

import re
from typing import Any

from whrin.library import mapping
from whrin.library.enums import Kind, LinkKind, Role
from whrin.library.exports.tables import ORIGINAL
from whrin.library.imports.names import name_of
from whrin.library.imports.tags import tag_of
from whrin.library.imports.where import Where

Row = dict[str, str]
_OF_VERSION = frozenset({"title", "short_title", "abstract", "abstract_language", "language"})
_OWN_ONLY = frozenset({"record", "file"})
_LIST = re.compile(r"\s*[;|]\s*")


def record_of(rows: list[Row]) -> tuple[dict[str, Any], list[str]]:
    """Return the record and the files it names. The first row that is in the original's language speaks for
    the work. Columns that mean nothing here stand under `custom`.
    """
    original = rows[0].get(ORIGINAL, "")
    own = next((row for row in rows if original and row.get("language") == original), rows[0])
    left = {name: text for name, text in own.items() if name not in _OWN_ONLY | {ORIGINAL}}
    kind, type_told = _kind(left)
    where = _where(left)
    custom: dict[str, Any] = {"kind": kind} if kind else {}
    record: dict[str, Any] = {"type": mapping.types_of(kind).csl if kind else type_told or "document"}
    record |= {role.value: _names(left.pop(role.value)) for role in Role if role.value in left}
    record |= _date(left)
    for field in list(left):
        _take(field, left, record, custom)
    custom |= where.custom()
    others = [_version(row) for row in rows if row is not own]
    custom |= {"versions": others} if others else {}
    custom |= {"original_language": original} if original and original != own.get("language") else {}
    custom |= {"table": left} if left else {}
    return {**record, **where.record(), "custom": custom}, where.files


def _kind(left: Row) -> tuple[str, str]:
    """Return the Kind by our own word, by Zotero's or by CSL's; else what was written."""
    told = left.pop("kind", "")
    word = told.casefold().replace(" ", "-")
    if word in Kind.values:
        return word, ""
    genre = left.get("genre", "")
    for types in mapping.all_types():
        if told and told == types.zotero:
            return str(mapping.kind_from_csl(types.csl, genre)), ""
    if mapping.is_csl_type(word):
        return str(mapping.kind_from_csl(word, genre)), ""
    return "", told


def _where(row: Row) -> Where:
    where = Where()
    for name, kind in (
        ("address", LinkKind.PAGE),
        ("full_text", LinkKind.FULL_TEXT),
        ("attachment", LinkKind.FULL_TEXT),
    ):
        for one in _LIST.split(row.pop(name, "")):
            where.add(one, kind)
    return where


def _names(written: str) -> list[dict[str, str]]:
    return [name_of(name) for name in _LIST.split(written) if name.strip(" ,")]


def _date(left: Row) -> dict[str, Any]:
    date, year = left.pop("date", ""), left.pop("year", "")
    return {"issued": {"raw": date or year}} if date or year else {}


def _take(field: str, left: Row, record: dict[str, Any], custom: dict[str, Any]) -> None:
    text = left[field]
    if field in {"topics", "countries"}:
        parts = re.split(r"[;|,]", text)
        record[mapping.csl_name(field)] = [part.strip() for part in parts if part.strip()]
    elif field in {"licence", "abstract_language"}:
        custom[field] = text
    elif field in mapping.fields():
        record[mapping.csl_name(field)] = text
    elif field in {"ISSN", "note"} or field in mapping.other_csl_variables():
        record[field] = text
    else:
        return
    del left[field]


def _version(row: Row) -> dict[str, Any]:
    where = _where(dict(row))
    first = where.record().get("URL", "")
    custom = where.custom()
    links = [{"URL": first, "kind": custom.get("link_kind", LinkKind.PAGE.value)}] if first else []
    written = {
        "language": tag_of(row.get("language", "")),
        "title": row.get("title", ""),
        "title-short": row.get("short_title", ""),
        "abstract": row.get("abstract", ""),
        "abstract_language": row.get("abstract_language", ""),
        "links": links + custom.get("links", []),
    }
    return {name: value for name, value in written.items() if value}
