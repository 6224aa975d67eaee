"""MODS 3.7: the format in which Zotero keeps organisations whole and takes over keywords."""

from typing import Any
from urllib.parse import quote

from lxml import etree

from whrin.library.enums import Role
from whrin.library.exports import xml
from whrin.library.exports.sheet import Sheet, file_address
from whrin.library.mapping import name_of
from whrin.library.models import Contribution, StoredFile, Work

NAMESPACE = "http://www.loc.gov/mods/v3"
SCHEMA = "http://www.loc.gov/standards/mods/v3/mods-3-7.xsd"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SPACES = {None: NAMESPACE, "xlink": "http://www.w3.org/1999/xlink", "xsi": xml.XSI}
_PLAIN = (
    *("title", "short_title", "abstract", "publisher", "date", "language", "topics", "countries"),
    *("container_title", "volume", "issue", "pages", "doi", "isbn", "address", "full_text", "record"),
)
# The schema wants addresses as URIs; people copy brackets and letters of every script.
_ADDRESSES = frozenset({"address", "full_text"})
_SAFE = "/#%=:;$&()+,!?*@'~"


def mods_of(work: Work) -> Any:
    """Return one work, read through `sheet.with_all`, as a `mods` element."""
    sheet = Sheet(work)
    root = etree.Element(f"{{{NAMESPACE}}}mods", {"version": "3.7"}, nsmap=_SPACES)
    root.set(xml.SCHEMA_LOCATION, f"{NAMESPACE} {SCHEMA}")
    for field in _PLAIN:
        for said in sheet.said.get(field, ()):
            text = quote(said.text, safe=_SAFE) if field in _ADDRESSES else said.text
            xml.put(root, name_of(field, "mods"), text, language=said.language)
    _add_other_titles(root, sheet)
    for one in sheet.names:
        _add_name(root, one)
    _add_types(root, sheet)
    _add_licence(root, sheet)
    for version in [sheet.own, *sheet.others]:
        for stored in sheet.files_of(version):
            _add_file(root, work.slug, stored, version.language)
    xml.put(root, name_of("identifier", "mods"), work.slug, source=sheet.record.split("/")[2])
    return root


def _add_other_titles(root: Any, sheet: Sheet) -> None:
    for version in sheet.others:
        title = xml.put(root, name_of("translated_title", "mods"), version.title)
        if version.language != "und":
            title.getparent().set(xml.LANGUAGE, version.language)


def _add_name(root: Any, one: Contribution) -> None:
    name = xml.put(root, name_of(one.role, "mods"), type="corporate" if one.literal else "personal")
    if one.literal:
        xml.put(name, "namePart", one.literal)
    else:
        xml.put(name, "namePart", one.family, type="family")
        if one.given:
            xml.put(name, "namePart", one.given, type="given")
    xml.put(name, "role/roleTerm", Role(one.role).value, type="text", authority="marcrelator")


def _add_types(root: Any, sheet: Sheet) -> None:
    types = sheet.types
    xml.put(root, "typeOfResource", types.mods_type)
    # Zotero reads a genre of the authority "local" as the name of its own type.
    xml.put(root, name_of("kind", "mods"), types.zotero, authority="local")
    genres = {genre.casefold(): genre for genre in (types.mods_genre, sheet.genre) if genre}
    for genre in genres.values():
        xml.put(root, name_of("genre", "mods"), genre)


def _add_licence(root: Any, sheet: Sheet) -> None:
    licence = sheet.licence
    if licence:
        condition = xml.put(root, name_of("licence", "mods"), licence.address or licence.name)
        if licence.address:
            condition.set(_XLINK, licence.address)


def _add_file(root: Any, slug: str, stored: StoredFile, language: str) -> None:
    """Each file is described for itself: what it is, how long, and where it lies."""
    described = etree.SubElement(root, f"{{{NAMESPACE}}}physicalDescription")
    xml.put(described, "internetMediaType", stored.media_type)
    if stored.pages:
        xml.put(described, "extent", str(stored.pages), unit="pages")
    xml.put(described, "extent", str(stored.size), unit="bytes")
    where = xml.put(root, name_of("file", "mods"), file_address(slug, stored), displayLabel=stored.name)
    if language != "und":
        where.set("note", language)
