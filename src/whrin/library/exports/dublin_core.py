"""Simple Dublin Core, in the wrapping that OAI-PMH asks of every library."""

from typing import Any

from lxml import etree

from whrin.kit.text import sound
from whrin.library.exports import xml
from whrin.library.exports.sheet import Sheet, file_address, whole_name
from whrin.library.mapping import name_of
from whrin.library.models import Work

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
ELEMENTS = "http://purl.org/dc/elements/1.1/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_SPACES = {"oai_dc": NAMESPACE, "dc": ELEMENTS, "xsi": xml.XSI}
_PLAIN = (
    *("title", "abstract", "publisher", "date", "language", "topics", "countries", "container_title"),
    *("record", "isbn", "address", "full_text"),
)


def oai_dc_of(work: Work) -> Any:
    """Return one work, read through `sheet.with_all`, as an `oai_dc:dc` element. Identifiers begin with the
    record's own page.
    """
    sheet = Sheet(work)
    root = etree.Element(f"{{{NAMESPACE}}}dc", nsmap=_SPACES)
    root.set(xml.SCHEMA_LOCATION, f"{NAMESPACE} {SCHEMA}")
    for field in _PLAIN:
        for said in sheet.said.get(field, ()):
            _put(root, name_of(field, "dc") or "identifier", said.text, said.language)
    if work.doi:
        _put(root, name_of("doi", "dc"), f"https://doi.org/{work.doi}")
    for version in sheet.others:
        _put(root, name_of("translated_title", "dc"), version.title, version.language)
        _put(root, name_of("language", "dc"), version.language)
    for one in sheet.names:
        _put(root, name_of(one.role, "dc"), whole_name(one))
    for kind in dict.fromkeys(filter(None, [sheet.types.dc, sheet.genre])):
        _put(root, name_of("kind", "dc"), kind)
    if sheet.licence:
        _put(root, name_of("licence", "dc"), sheet.licence.address or sheet.licence.name)
    for stored in [stored for version in [sheet.own, *sheet.others] for stored in sheet.files_of(version)]:
        _put(root, "identifier", file_address(work.slug, stored))
        _put(root, name_of("file", "dc"), stored.media_type)
    return root


def _put(root: Any, name: str, text: str, language: str = "") -> None:
    made = etree.SubElement(root, f"{{{ELEMENTS}}}{name}")
    made.text = sound(text)
    if language and language != "und":
        made.set(xml.LANGUAGE, language)
