"""The fields of one BibTeX entry become a record of CSL-JSON."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from whrin.library import mapping
from whrin.library.enums import Kind, LinkKind, Role
from whrin.library.imports.latex import plain
from whrin.library.imports.names import looks_like_organisation, natural_name_of
from whrin.library.imports.where import Where

Fields = dict[str, str]
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PATH = re.compile(r"(?:[^:;]*):((?:\\.|[^:;])+):[^:;]*")


@cache
def _variables() -> dict[str, str]:
    own = {name: mapping.csl_name(field) or field for name, field in mapping.named("bibtex").items()}
    others = {row["name"]: row["variable"] for row in mapping.rows("bibtex_fields.csv")}
    return others | own | {"copyright": "licence", "rights": "licence"}


def record_of(written: str, key: str, fields: Fields) -> tuple[dict[str, Any], list[str]]:
    """Return the record and the files that it names. Fields that mean nothing here stand under `custom`."""
    left = {name: value.strip() for name, value in fields.items() if value.strip()}
    is_known = mapping.is_type("bibtex", written)
    told = left.pop("entrysubtype", "")
    genre = plain(left.get("type", ""))
    kind = Kind(told) if told in Kind.values else mapping.kind_from("bibtex", written, genre)
    where = Where()
    record: dict[str, Any] = {"id": key, "type": mapping.types_of(kind).csl if is_known else written}
    custom: dict[str, Any] = {"kind": kind.value} if is_known else {}
    record |= _date(left)
    for name in list(left):
        _take(name, left, record, custom, where)
    custom |= where.custom()
    custom |= {"bibtex": {name: plain(value) for name, value in left.items()}} if left else {}
    return {**record, **where.record(), "custom": custom}, where.files


def _take(name: str, left: Fields, record: dict[str, Any], custom: dict[str, Any], where: Where) -> None:
    variable = _variables().get(name, "")
    if not variable or (record.get(variable) and variable != "note"):
        return
    value = left.pop(name)
    if variable in Role.values:
        record[variable] = list(names_of(value))
    elif variable == "URL":
        where.add(plain(value) if value.startswith("\\url") else value.strip("{}"))
    elif variable == "file":
        for path in _PATH.findall(value) or [value]:
            where.add(re.sub(r"\\(.)", r"\1", path), LinkKind.FULL_TEXT)
    elif variable == "licence":
        custom["licence"] = plain(value)
    elif variable == "note":
        record["note"] = "\n\n".join(filter(None, [record.get("note", ""), plain(value)]))
    else:
        record[variable] = _valued(variable, value)


def _valued(variable: str, value: str) -> Any:
    """Return a plain variable in the shape of CSL-JSON."""
    text = plain(value)
    if variable == "keyword":
        return [word for word in re.split(r"[,;]", text) if word.strip()]
    if variable == "accessed":
        return {"raw": text}
    if variable == "page":
        return value.replace("--", "-").strip("{}")
    return value if variable == "DOI" else text


def _date(left: Fields) -> dict[str, Any]:
    whole, year = plain(left.pop("date", "")), plain(left.pop("year", ""))
    month, day = plain(left.pop("month", "")), plain(left.pop("day", ""))
    if not whole and year:
        number = _month(month)
        whole = "-".join(filter(None, [year, number, day if number else ""]))
    # BibLaTeX writes spans with a slash; the first day stands for the work.
    begins = whole.split("/", maxsplit=1)[0].strip() if re.match(r"^\d{4}(-\d\d){0,2}/", whole) else whole
    return {"issued": {"raw": begins}} if begins else {}


def _month(written: str) -> str:
    begins = written.strip().lower()[:3]
    if begins in _MONTHS:
        return f"{_MONTHS.index(begins) + 1:02}"
    return f"{int(begins):02}" if begins.isdecimal() and 1 <= int(begins) <= 12 else ""


def names_of(written: str) -> Iterator[dict[str, str]]:
    """Yield the names of a list that "and" parts; what braces hold stays whole."""
    for name in _parts(written, _AND):
        if plain(name).strip().casefold() in {"others", ""}:
            continue
        if _is_braced(name):
            yield {"literal": plain(name).strip()}
        elif len(parts := _parts(name, re.compile(r"\s*,\s*"))) > 1:
            yield _with_commas([plain(part).strip() for part in parts])
        else:
            yield natural_name_of(plain(name))


def _with_commas(parts: list[str]) -> dict[str, str]:
    """`Family, Given` or `Family, Jr, Given`."""
    family, given = parts[0], parts[-1]
    if looks_like_organisation(" ".join(parts)) or not family:
        return {"literal": ", ".join(filter(None, parts))}
    suffix = {"suffix": parts[1]} if len(parts) > 2 and parts[1] else {}
    return {"family": family, **({"given": given} if given else {}), **suffix}


def _is_braced(name: str) -> bool:
    name = name.strip()
    if not (name.startswith("{") and name.endswith("}")):
        return False
    return _depth_stays_above_zero(name[:-1])


def _depth_stays_above_zero(text: str) -> bool:
    depth = 0
    for place, sign in enumerate(text):
        if text[place - 1 : place] != "\\":
            depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return False
    return True


def _parts(written: str, between: "re.Pattern[str]") -> list[str]:
    """Part a text where a separator stands outside of all braces."""
    parts, begin = [], 0
    for found in between.finditer(written):
        before = re.sub(r"\\[{}]", "", written[begin : found.start()])
        if before.count("{") == before.count("}"):
            parts.append(written[begin : found.start()].strip())
            begin = found.end()
    return [*parts, written[begin:].strip()]
