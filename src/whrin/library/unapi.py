"""unAPI: a reference manager asks for a record by its identifier, in a format that keeps all of it.

Zotero takes MODS from here before anything else on the page, with organisations and keywords whole.
"""

from lxml import etree

from whrin.library.exports import dublin_core, mods
from whrin.library.exports.sheet import with_all
from whrin.library.models import Work

#: Format to its media type and schema.
FORMATS = {
    "mods": ("application/xml", mods.SCHEMA),
    "oai_dc": ("application/xml", dublin_core.SCHEMA),
}
_WRITERS = {"mods": mods.mods_of, "oai_dc": dublin_core.oai_dc_of}


class NoSuchRecord(Exception):
    """No public work has this identifier."""


class NoSuchFormat(Exception):
    """Records are not given in this format."""


def formats(identifier: str = "") -> bytes:
    """Return the list of formats, for all records or for one. Raises NoSuchRecord."""
    if identifier:
        _work(identifier)
    root = etree.Element("formats", {"id": identifier} if identifier else {})
    for name, (media_type, docs) in FORMATS.items():
        etree.SubElement(root, "format", {"name": name, "type": media_type, "docs": docs})
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def record(identifier: str, name: str) -> bytes:
    """Return a record in a format. Raises NoSuchFormat and NoSuchRecord."""
    if name not in _WRITERS:
        raise NoSuchFormat
    written = _WRITERS[name](_work(identifier))
    return bytes(etree.tostring(written, xml_declaration=True, encoding="UTF-8"))


def _work(identifier: str) -> Work:
    work = with_all(Work.objects.published().filter(slug=identifier[:200])).first()
    if work is None:
        raise NoSuchRecord
    return work
