"""Dublin Core and MODS become records as imports read them (CSL-JSON), with nothing silently left behind."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from whrin.library import likeness, mapping
from whrin.library.enums import Kind, LinkKind, Role
from whrin.library.imports.names import name_of
from whrin.library.imports.where import Where

Record = dict[str, Any]
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_DOI = re.compile(r"\b10\.\d{4,9}/\S+")
_ELEMENTS = (
    *("title", "creator", "contributor", "subject", "publisher", "date", "language", "source", "relation"),
    *("coverage", "format"),
)
_YEAR = re.compile(r"\d{4}(-\d\d){0,2}")


def record_of(identifier: str, metadata: Any) -> Record:
    """Return a record from an `oai_dc:dc` or `mods` element; for any other, one that imports refuse."""
    name = str(metadata.tag).rpartition("}")[2]
    read = _READERS.get(name)
    return {"id": identifier, **(read(metadata) if read else {})}


def _texts(element: Any, path: str) -> list[str]:
    found = (" ".join("".join(each.itertext()).split()) for each in element.iterfind(path))
    return [text for text in found if text]


def _dublin_core(element: Any) -> Record:
    said = {name: _texts(element, f"{{*}}{name}") for name in _ELEMENTS}
    descriptions = ["\n".join(each.itertext()).strip() for each in element.iterfind("{*}description")]
    where, record = Where(), _numbers(_texts(element, "{*}identifier"))
    for address in record.pop("addresses"):
        where.add(address)
    words = _texts(element, "{*}type")
    rights = _texts(element, "{*}rights")
    return _filled(
        {
            **record,
            **_type(words),
            "title": next(iter(said["title"]), ""),
            "author": [name_of(one) for one in said["creator"]],
            "contributor": [name_of(one) for one in said["contributor"]],
            "issued": _date(said["date"]),
            "abstract": "\n\n".join(filter(None, descriptions)),
            "language": next(iter(said["language"]), ""),
            "publisher": next(iter(said["publisher"]), ""),
            "container-title": next(iter(said["source"]), ""),
            "keyword": said["subject"],
            "note": _note(
                {"title": said["title"][1:], "date": said["date"], **_rest(said), "rights": rights}
            ),
            **where.record(),
            "custom": _filled({**where.custom(), "licence": _licence(rights)}),
        }
    )


def _rest(said: Mapping[str, list[str]]) -> dict[str, list[str]]:
    once = {name: said[name][1:] for name in ("language", "publisher", "source")}
    return {**once, "relation": said["relation"], "coverage": said["coverage"], "format": said["format"]}


def _mods(element: Any) -> Record:
    host = element.find("{*}relatedItem[@type='host']")
    where = Where()
    for url in element.iterfind("{*}location/{*}url"):
        is_file = url.get("access") == "raw object"
        where.add((url.text or "").strip(), LinkKind.FULL_TEXT if is_file else LinkKind.PAGE)
    identifiers = _texts(element, "{*}identifier[@type='doi']") + _texts(
        element, "{*}identifier[@type='isbn']"
    )
    record = _numbers(identifiers)
    record.pop("addresses")
    # Zotero's own names of types say nothing to anybody else.
    genres = [each for each in element.iterfind("{*}genre") if each.get("authority") != "local"]
    rights = _texts(element, "{*}accessCondition")
    titles = [each for each in element.iterfind("{*}titleInfo") if not each.get("type")]
    return _filled(
        {
            **record,
            **_type([" ".join("".join(each.itertext()).split()) for each in genres]),
            "title": next((_title(each) for each in titles), ""),
            "title-short": next(iter(_texts(element, "{*}titleInfo[@type='abbreviated']/{*}title")), ""),
            **_mods_names(element),
            "issued": _date(_texts(element, "{*}originInfo/{*}dateIssued")),
            "abstract": "\n\n".join(_texts(element, "{*}abstract")),
            "language": next(iter(_texts(element, "{*}language/{*}languageTerm")), ""),
            "publisher": next(iter(_texts(element, "{*}originInfo/{*}publisher")), ""),
            "keyword": _texts(element, "{*}subject/{*}topic"),
            "note": _note({"note": _texts(element, "{*}note"), "rights": rights}),
            **(_host(host) if host is not None else {}),
            **where.record(),
            "custom": _filled({**where.custom(), "licence": _licence(rights)}),
        }
    )


def _title(info: Any) -> str:
    parts = [" ".join(_texts(info, f"{{*}}{name}")) for name in ("nonSort", "title")]
    title = " ".join(filter(None, parts))
    return ": ".join(filter(None, [title, " ".join(_texts(info, "{*}subTitle"))]))


def _mods_names(element: Any) -> dict[str, list[dict[str, str]]]:
    names: dict[str, list[dict[str, str]]] = {}
    for name in element.iterfind("{*}name"):
        roles = {text.lower() for text in _texts(name, "{*}role/{*}roleTerm")}
        role = next((each.value for each in Role if each.value in roles), Role.AUTHOR.value)
        names.setdefault(role, []).append(_mods_name(name))
    return names


def _mods_name(name: Any) -> dict[str, str]:
    family = " ".join(_texts(name, "{*}namePart[@type='family']"))
    given = " ".join(_texts(name, "{*}namePart[@type='given']"))
    if family:
        return _filled({"family": family, "given": given})
    whole = " ".join(_texts(name, "{*}namePart"))
    return {"literal": whole} if name.get("type") == "corporate" else name_of(whole)


def _host(host: Any) -> Record:
    def detail(kind: str) -> str:
        return next(iter(_texts(host, f"{{*}}part/{{*}}detail[@type='{kind}']/{{*}}number")), "")

    extent = host.find("{*}part/{*}extent")
    ends = _texts(extent, "{*}start") + _texts(extent, "{*}end") if extent is not None else []
    listed = _texts(extent, "{*}list") if extent is not None else []
    return {
        "container-title": next(iter(_texts(host, "{*}titleInfo/{*}title")), ""),
        "volume": detail("volume"),
        "issue": detail("issue"),
        "page": next(iter(listed), "-".join(ends)),
    }


def _numbers(identifiers: list[str]) -> Record:
    """DOI, ISBN and addresses among identifiers of any kind."""
    record: Record = {"addresses": []}
    for written in identifiers:
        doi = _DOI.search(written)
        if doi and likeness.bare_doi(doi[0]):
            record.setdefault("DOI", doi[0])
        elif likeness.bare_isbn(written):
            record.setdefault("ISBN", written)
        elif _ADDRESS.fullmatch(written):
            record["addresses"].append(written)
    return record


def _type(words: list[str]) -> Record:
    """The first word that names a Kind decides; without one it is a report, as everywhere in imports."""
    for word in words:
        kind = mapping.kind_from_csl("report", word)
        if kind != Kind.REPORT:
            return {"type": mapping.types_of(kind).csl, "genre": word}
    return {"type": "report"}


def _date(written: list[str]) -> Record | str:
    """The most precise of several dates: Dublin Core does not say which is that of publication."""
    dates = [found[0] for each in written if (found := _YEAR.match(each))]
    first = min((date[:4] for date in dates), default="")
    best = max((date for date in dates if date.startswith(first)), key=len, default="")
    return {"raw": best} if best else ""


def _licence(rights: list[str]) -> str:
    return next((each for each in rights if _ADDRESS.fullmatch(each)), "")


def _note(said: Mapping[str, list[str]]) -> str:
    return "\n".join(f"{name}: {text}" for name, texts in said.items() for text in texts)


def _filled(record: Record) -> Record:
    return {name: value for name, value in record.items() if value not in ("", [], {}, None)}


_READERS: Mapping[str, Callable[[Any], Record]] = {"dc": _dublin_core, "mods": _mods}

#: The formats that are read here.
PREFIXES = ("oai_dc", "mods")
