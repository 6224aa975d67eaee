"""Writes the answers, as the protocol's schema wants them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from lxml import etree

from whrin.kit.text import sound
from whrin.library.exports.xml import SCHEMA_LOCATION, XSI
from whrin.library.models import Work
from whrin.library.oai import names, records, tokens
from whrin.library.oai.arguments import Asked
from whrin.library.oai.faults import BadArgument, BadToken, BadVerb, HarvestFault
from whrin.library.oai.formats import FORMATS, Format, format_of
from whrin.library.oai.sets import all_sets, sets_of

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
_SCHEMA = f"{NAMESPACE}OAI-PMH.xsd"
_IDENTIFIERS = f"{NAMESPACE}oai-identifier"


def answer_to(asked: Asked, library: str) -> bytes:
    """Return the whole answer. `library`: the name it gives itself. Raises HarvestFault."""
    root = _begun(asked)
    _WRITERS[asked.verb](_put(root, asked.verb), asked, library)
    return _ended(root)


def fault_answer(fault: HarvestFault, asked: Asked | None) -> bytes:
    """Return the answer that names a fault."""
    # The protocol wants no arguments repeated that are themselves at fault.
    root = _begun(None if isinstance(fault, BadVerb | BadArgument) else asked)
    _put(root, "error", str(fault), code=fault.code)
    return _ended(root)


def _begun(asked: Asked | None) -> Any:
    root = etree.Element(f"{{{NAMESPACE}}}OAI-PMH", nsmap={None: NAMESPACE, "xsi": XSI})
    root.set(SCHEMA_LOCATION, f"{NAMESPACE} {_SCHEMA}")
    _put(root, "responseDate", names.stamp(timezone.now()))
    given = {"verb": asked.verb, **asked.given} if asked else {}
    _put(root, "request", names.base_address(), **given)
    return root


def _ended(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _put(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    made.text = sound(text) or None
    return made


def _identify(parent: Any, _asked: Asked, library: str) -> None:
    oldest = records.earliest() or timezone.now()
    _put(parent, "repositoryName", library)
    _put(parent, "baseURL", names.base_address())
    _put(parent, "protocolVersion", "2.0")
    _put(parent, "adminEmail", names.admin_address())
    _put(parent, "earliestDatestamp", names.stamp(oldest))
    _put(parent, "deletedRecord", "persistent")
    _put(parent, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    if names.has_domain():
        described = etree.SubElement(
            _put(parent, "description"), f"{{{_IDENTIFIERS}}}oai-identifier", nsmap={None: _IDENTIFIERS}
        )
        described.set(SCHEMA_LOCATION, f"{_IDENTIFIERS} {_IDENTIFIERS}.xsd")
        parts = {
            "scheme": "oai",
            "repositoryIdentifier": names.host(),
            "delimiter": ":",
            "sampleIdentifier": names.identifier(1),
        }
        for name, text in parts.items():
            etree.SubElement(described, f"{{{_IDENTIFIERS}}}{name}").text = text


def _list_formats(parent: Any, asked: Asked, _library: str) -> None:
    if identifier := asked.get("identifier"):
        records.record(identifier)
    for prefix, form in FORMATS.items():
        made = _put(parent, "metadataFormat")
        _put(made, "metadataPrefix", prefix)
        _put(made, "schema", form.schema)
        _put(made, "metadataNamespace", form.namespace)


def _list_sets(parent: Any, asked: Asked, _library: str) -> None:
    if asked.get("resumptionToken"):
        raise BadToken("The list of sets is given whole, so it has no resumptionToken.")
    for spec, name in all_sets():
        made = _put(parent, "set")
        _put(made, "setSpec", spec)
        _put(made, "setName", name)


def _get_record(parent: Any, asked: Asked, _library: str) -> None:
    form = format_of(asked.get("metadataPrefix"))
    _add_record(parent, records.record(asked.get("identifier")), form)


def _list_identifiers(parent: Any, asked: Asked, _library: str) -> None:
    page = records.page_of(asked, headers_only=True)
    for work in page.works:
        _add_header(parent, work)
    _add_token(parent, page)


def _list_records(parent: Any, asked: Asked, _library: str) -> None:
    page = records.page_of(asked)
    form = format_of(page.prefix)
    for work in page.works:
        _add_record(parent, work, form)
    _add_token(parent, page)


def _add_record(parent: Any, work: Work, form: Format) -> None:
    made = _put(parent, "record")
    _add_header(made, work)
    if not records.is_deleted(work):
        _put(made, "metadata").append(form.write(work))


def _add_header(parent: Any, work: Work) -> None:
    header = _put(parent, "header")
    if records.is_deleted(work):
        header.set("status", "deleted")
    _put(header, "identifier", names.identifier(work.pk))
    _put(header, "datestamp", names.stamp(work.changed_at))
    for spec in sets_of(work):
        _put(header, "setSpec", spec)


def _add_token(parent: Any, page: records.Page) -> None:
    """A list on one page has no token; the last page of a longer one has an empty one."""
    if page.next_place or page.begun_at:
        text = tokens.written(page.next_place) if page.next_place else ""
        _put(parent, "resumptionToken", text, completeListSize=str(page.size), cursor=str(page.begun_at))


_WRITERS: Mapping[str, Callable[[Any, Asked, str], None]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}
