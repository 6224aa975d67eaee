"""Zotero RDF: the format in which Zotero exports a collection with its files."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

from whrin.library import likeness, mapping
from whrin.library.enums import LinkKind, Role
from whrin.library.imports.faults import BrokenXml
from whrin.library.imports.found import Found
from whrin.library.imports.names import name_of
from whrin.library.imports.where import Where

MARK = "http://www.zotero.org/namespaces/export#"
_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": MARK,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "link": "http://purl.org/rss/1.0/modules/link/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
}
_ABOUT = f"{{{_SPACES['rdf']}}}about"
_RESOURCE = f"{{{_SPACES['rdf']}}}resource"
_NAMES = {
    Role.AUTHOR: ("bib:authors", "z:directors", "z:presenters", "z:podcasters", "z:interviewees"),
    Role.EDITOR: ("bib:editors", "z:seriesEditors"),
    Role.TRANSLATOR: ("z:translators",),
    Role.INTERVIEWER: ("z:interviewers",),
}
_PLAIN = {
    "title": "dc:title",
    "title-short": "z:shortTitle",
    "abstract": "dcterms:abstract",
    "language": "z:language",
    "genre": "z:type",
    "page": "bib:pages",
    "edition": "prism:edition",
    "publisher": "dc:publisher//foaf:name",
}
_OF_HOST = {"container-title": "dc:title", "volume": "prism:volume", "issue": "prism:number"}
_NO_WORKS = frozenset({"attachment", "note", "annotation"})


def records(text: str) -> Iterator[Found]:
    """Yield each item of an export, in its order. Raises `BrokenXml`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.lstrip("\ufeff").encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise BrokenXml(getattr(fault, "lineno", None) or 1) from None
    there = {one.get(_ABOUT): one for one in root if one.get(_ABOUT)}
    for item in root:
        kind = _text(item, "z:itemType")
        if kind and kind not in _NO_WORKS:
            yield _found(item, kind, there)


def _found(item: Any, kind: str, there: dict[str, Any]) -> Found:
    where = Where()
    types = _kinds().get(kind)
    record: dict[str, Any] = {"type": types.csl if types else kind}
    record |= {name: text for name, path in _PLAIN.items() if (text := _text(item, path))}
    hosts = [there[key] for key in _resources(item, "dcterms:isPartOf") if key in there]
    hosts += list(item.iterfind("dcterms:isPartOf/*", _SPACES))
    record |= {name: text for name, path in _OF_HOST.items() if (text := _of_host(hosts, item, path))}
    for role, paths in _NAMES.items():
        names = [name for path in paths for name in _names(item, path)]
        record |= {role.value: names} if names else {}
    record |= _words(item, there)
    record |= _numbers([item, *hosts], where)
    for key in _resources(item, "link:link"):
        for path in _resources(there[key], "rdf:resource") if key in there else []:
            where.add(path, LinkKind.FULL_TEXT)
    rights = _text(item, "dc:rights")
    custom = where.custom() | ({"licence": rights} if rights else {})
    return Found({**record, **where.record(), "custom": custom}, item.sourceline or 0, files=where.files)


def _of_host(hosts: list[Any], item: Any, path: str) -> str:
    """Volume and number may stand with the item itself; a title there is its own."""
    places = hosts if path == _OF_HOST["container-title"] else [*hosts, item]
    return next(filter(None, (_text(one, path) for one in places)), "")


def _words(item: Any, there: dict[str, Any]) -> dict[str, Any]:
    words = [one.text or _text(one, ".//rdf:value") for one in item.iterfind("dc:subject", _SPACES)]
    notes = [
        _text(there[key], "rdf:value") for key in _resources(item, "dcterms:isReferencedBy") if key in there
    ]
    date = _text(item, "dc:date")
    said: dict[str, Any] = {
        "keyword": [word.strip() for word in words if word and word.strip()],
        "note": "\n\n".join(filter(None, notes)),
        "issued": {"raw": date} if date else None,
    }
    return {name: value for name, value in said.items() if value}


@cache
def _kinds() -> dict[str, mapping.Types]:
    found: dict[str, mapping.Types] = {}
    for types in mapping.all_types():
        found.setdefault(types.zotero, types)
    return found


def _text(parent: Any, path: str) -> str:
    return "".join(parent.xpath(f"string(({path})[1])", namespaces=_SPACES)).strip()


def _resources(item: Any, path: str) -> list[str]:
    return [one.get(_RESOURCE, "") for one in item.iterfind(path, _SPACES)]


def _names(item: Any, path: str) -> list[dict[str, str]]:
    names = []
    for person in item.iterfind(f"{path}/rdf:Seq/rdf:li/foaf:Person", _SPACES):
        family = _text(person, "foaf:surname") or _text(person, "foaf:name")
        given = _text(person, "foaf:givenName") or _text(person, "foaf:givenname")
        names.append({"family": family, "given": given} if given else name_of(f"{family},"))
    return names


def _numbers(places: list[Any], where: Where) -> dict[str, Any]:
    """DOI, ISBN and ISSN stand with the item or its host, each after its name; addresses without one."""
    record: dict[str, Any] = {}
    for one in (found for place in places for found in place.iterfind("dc:identifier", _SPACES)):
        address = _text(one, "dcterms:URI/rdf:value")
        name, _space, number = (one.text or "").strip().partition(" ")
        if address:
            where.add(address)
        elif likeness.bare_doi(number or name):
            record.setdefault("DOI", number or name)
        elif name in {"ISBN", "ISSN"} and number:
            record.setdefault(name, number)
    return record
