"""DataCite 4: what registers of research read.

Where the format demands what is not known, `:unav` says so.
"""

from typing import Any

from lxml import etree

from whrin.library.enums import Role
from whrin.library.exports import xml
from whrin.library.exports.sheet import Sheet, whole_name
from whrin.library.mapping import name_of
from whrin.library.models import Contribution, Work

NAMESPACE = "http://datacite.org/schema/kernel-4"
SCHEMA = "http://schema.datacite.org/meta/kernel-4/metadata.xsd"
_SPACES = {None: NAMESPACE, "xsi": xml.XSI}
_UNKNOWN = ":unav"
_PLAIN = (
    *("short_title", "abstract", "topics", "countries", "date", "isbn", "address", "full_text"),
    *("container_title", "volume", "issue", "pages"),
)
# A related item may not stand without a title, so parts of none are left out.
_OF_CONTAINER = frozenset({"volume", "issue", "pages"})


def datacite_of(work: Work) -> Any:
    """Return one work, read through `sheet.with_all`, as a `resource` element."""
    sheet = Sheet(work)
    root = etree.Element(f"{{{NAMESPACE}}}resource", nsmap=_SPACES)
    root.set(xml.SCHEMA_LOCATION, f"{NAMESPACE} {SCHEMA}")
    identifier = "doi" if work.doi else "record"
    xml.put(root, name_of(identifier, "datacite"), sheet.first(identifier))
    _add_creators(root, sheet)
    _add_titles(root, sheet)
    xml.put(root, name_of("publisher", "datacite"), work.publisher or _UNKNOWN)
    xml.put(root, name_of("year", "datacite"), _year(work))
    words = sheet.genre or work.get_kind_display()
    xml.put(root, name_of("kind", "datacite"), words, resourceTypeGeneral=sheet.types.datacite)
    for field in _PLAIN:
        if field not in _OF_CONTAINER or work.container_title:
            for said in sheet.said.get(field, ()):
                xml.put(root, name_of(field, "datacite"), said.text, language=said.language)
    if "language" in sheet.said:
        xml.put(root, name_of("language", "datacite"), sheet.first("language"))
    for role in (Role.EDITOR, Role.TRANSLATOR, Role.INTERVIEWER):
        for one in sheet.by_role(role):
            _add_name(root, name_of(role.value, "datacite"), "contributorName", one)
    _add_licence(root, sheet)
    _add_files(root, sheet)
    return root


def _year(work: Work) -> str:
    """The year of publication must have four digits: what is not known is when it became known here."""
    known = work.year or (work.published_on or work.changed_at).year
    return f"{known:04}"


def _add_titles(root: Any, sheet: Sheet) -> None:
    own = sheet.own
    xml.put(root, name_of("title", "datacite"), own.title, language=own.language)
    for version in sheet.others:
        path = name_of("translated_title", "datacite")
        xml.put(root, path, version.title, language=version.language)


def _add_creators(root: Any, sheet: Sheet) -> None:
    path = name_of("author", "datacite")
    authors = sheet.by_role(Role.AUTHOR)
    for one in authors:
        _add_name(root, path, "creatorName", one)
    if not authors:
        literal = sheet.work.publisher or _UNKNOWN
        _add_name(root, path, "creatorName", Contribution(literal=literal))


def _add_name(root: Any, path: str, name: str, one: Contribution) -> None:
    parent = xml.put(root, path)
    xml.put(parent, name, whole_name(one), nameType="Organizational" if one.literal else "Personal")
    if one.given:
        xml.put(parent, "givenName", one.given)
    if one.family:
        xml.put(parent, "familyName", one.family)


def _add_licence(root: Any, sheet: Sheet) -> None:
    licence = sheet.licence
    if licence is None:
        return
    rights = xml.put(root, name_of("licence", "datacite"), licence.name)
    if licence.address:
        rights.set("rightsURI", licence.address)
        rights.set("rightsIdentifier", licence.code)
        rights.set("rightsIdentifierScheme", "SPDX")


def _add_files(root: Any, sheet: Sheet) -> None:
    files = [stored for version in [sheet.own, *sheet.others] for stored in sheet.files_of(version)]
    for stored in files:
        xml.put(root, "sizes/size", f"{stored.size} bytes")
    for media_type in dict.fromkeys(stored.media_type for stored in files):
        xml.put(root, name_of("file", "datacite"), media_type)
