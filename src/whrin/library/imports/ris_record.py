"""The tags of one RIS record become a record of CSL-JSON."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from whrin.library import likeness, mapping
from whrin.library.dates import read_date
from whrin.library.enums import LinkKind, Role
from whrin.library.imports.names import name_of
from whrin.library.imports.where import Where

Tags = dict[str, list[str]]
_ISSN = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")
_BETWEEN = re.compile(r"\s*;\s+|\s+(?=https?://)")
# In these types the second author is who asked the questions; in all others, who edited.
_INTERVIEWED = frozenset({"PCOMM", "VIDEO", "SOUND", "MPCT", "ADVS", "MUSIC", "NEWS", "BLOG", "ELEC", "INTV"})
_ONE_LINE = frozenset({"abstract", "note"})


@cache
def _variables() -> dict[str, str]:
    """Return the CSL variable, or our own word, for each tag."""
    own = {tag: mapping.csl_name(field) or field for tag, field in mapping.named("ris").items()}
    return {row["tag"]: row["variable"] for row in mapping.rows("ris_tags.csv")} | own


def record_of(tags: Tags, in_order: Sequence[tuple[str, str]]) -> tuple[dict[str, Any], list[str]]:
    """Return the record and the files that it names. Tags that mean nothing here stand under `custom`."""
    left = dict(tags)
    written = (left.pop("TY", [""])[0]).upper()
    genre = left.get("M3", [""])[0]
    kind = mapping.kind_from("ris", written, genre)
    is_known = mapping.is_type("ris", written)
    where = Where()
    record: dict[str, Any] = {"type": mapping.types_of(kind).csl if is_known else written}
    custom: dict[str, Any] = {"kind": kind.value} if is_known else {}
    record |= _names(left, in_order, written)
    record |= _date(left)
    record |= _numbers(left)
    for tag in list(left):
        _take(tag, left, record, where)
    _add_pages(left, record)
    if record.get("container-title-short") and not record.get("container-title"):
        record["container-title"] = record.pop("container-title-short")
    custom |= where.custom()
    record |= where.record()
    custom |= {"ris": left} if left else {}
    return {**record, "custom": custom}, where.files


def _names(left: Tags, in_order: Sequence[tuple[str, str]], written: str) -> dict[str, Any]:
    names: dict[str, list[dict[str, str]]] = {}
    second = Role.INTERVIEWER if written in _INTERVIEWED else Role.EDITOR
    for tag, value in in_order:
        role = second.value if tag == "A2" else _variables().get(tag, "")
        if role in Role.values:
            left.pop(tag, None)
            # An organisation that ends in a comma is one name, whatever it holds.
            several = [value] if value.endswith(",") else value.split(";")
            names.setdefault(role, []).extend(name_of(one) for one in several if one.strip(" ,"))
    return names


def _date(left: Tags) -> dict[str, Any]:
    """The most precise of the dates that can be read; else what was written, for the remark."""
    written = [plain_date(value) for tag in ("DA", "PY", "Y1") for value in left.pop(tag, [])]
    sound = [each for each in written if not read_date(each).fault and read_date(each).year]
    best = max(sound, key=lambda each: each.count("-"), default=written[-1] if written else "")
    return {"issued": {"raw": best}} if best else {}


def plain_date(written: str) -> str:
    """Return `2022-03-08` of `2022/03/08/` and of `2022/03/08/Spring`; other ways of writing stay."""
    found = re.match(r"^\s*(\d{4})(?:/(\d{0,2}))?(?:/(\d{0,2}))?(?:/.*)?\s*$", written)
    if not found:
        return written.strip()
    year, month, day = (found[place] or "" for place in (1, 2, 3))
    return "-".join(filter(None, [year, month, day if month else ""]))


def _numbers(left: Tags) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for value in left.pop("SN", []):
        issn = _ISSN.search(value)
        if likeness.bare_isbn(value) or not issn:
            record.setdefault("ISBN", value)
        elif issn:
            record.setdefault("ISSN", issn[0])
    return record


def _take(tag: str, left: Tags, record: dict[str, Any], where: Where) -> None:
    variable = _variables().get(tag, "")
    if not variable or variable == "last page":
        return
    values = left.pop(tag)
    if variable == "keyword":
        record["keyword"] = [word for value in values for word in re.split(r"[;\n]", value) if word.strip()]
    elif tag in {"UR", "LK", "L1", "L2", "L3", "L4"}:
        kind = LinkKind.PAGE if tag in {"UR", "LK"} else LinkKind.FULL_TEXT
        for address in (part for value in values for part in _BETWEEN.split(value)):
            where.add(address, kind)
    elif variable in _ONE_LINE:
        record[variable] = "\n\n".join(filter(None, [record.get(variable, ""), *values]))
    elif variable == "accessed":
        record[variable] = {"raw": plain_date(values[0])}
    elif not record.get(variable):
        record[variable] = " ".join(values[0].split())
        _keep(tag, values[1:], left)
    elif record[variable] != values[0]:
        _keep(tag, values, left)


def _keep(tag: str, values: list[str], left: Tags) -> None:
    if values:
        left[tag] = values


def _add_pages(left: Tags, record: dict[str, Any]) -> None:
    last = left.pop("EP", [""])[0]
    first = record.get("page", "")
    if last and first and "-" not in first and last != first:
        record["page"] = f"{first}-{last}"
    elif last and not first:
        record["page"] = last
