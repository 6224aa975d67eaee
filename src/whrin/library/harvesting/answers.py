"""Reads an answer of OAI-PMH, however it is written, and says when it is none."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from whrin.library.harvesting.fetching import CannotFetch

#: No entities, no files, no network: the XML is a stranger's.
_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class ProviderFault(CannotFetch):
    """The other library named a fault of the protocol, by its `code`."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(_("The library answered: %(code)s. %(text)s") % {"code": code, "text": text[:200]})
        self.code = code


@dataclass(frozen=True)
class Harvested:
    """One record. `metadata` is None when it was deleted."""

    identifier: str
    datestamp: str
    metadata: Any = None


@dataclass(frozen=True)
class Answer:
    """`date`: when it was given, in the provider's words; `token` is empty on the last page."""

    date: str
    records: list[Harvested]
    token: str
    granularity: str


def read(content: bytes) -> Answer:
    """Read an answer. Raises CannotFetch for what is none, ProviderFault for one that names a fault."""
    try:
        root = etree.fromstring(content, etree.XMLParser(**_PARSER))
    except etree.XMLSyntaxError as fault:
        told = {"fault": str(fault)[:200]}
        raise CannotFetch(_("The answer is not whole or not XML: %(fault)s") % told) from None
    if root.tag != "{http://www.openarchives.org/OAI/2.0/}OAI-PMH":
        raise CannotFetch(_("There is no OAI-PMH at this address."))
    error = root.find("{*}error")
    if error is not None:
        raise ProviderFault(error.get("code", ""), (error.text or "").strip())
    return Answer(
        date=(root.findtext("{*}responseDate") or "").strip(),
        records=[each for record in root.iterfind("{*}ListRecords/{*}record") for each in _records(record)],
        token=(root.findtext("{*}ListRecords/{*}resumptionToken") or "").strip(),
        granularity=(root.findtext("{*}Identify/{*}granularity") or "").strip(),
    )


def _records(record: Any) -> list[Harvested]:
    header = record.find("{*}header")
    identifier = (record.findtext("{*}header/{*}identifier") or "").strip()
    if header is None or not identifier:
        return []
    datestamp = (header.findtext("{*}datestamp") or "").strip()[:20]
    metadata = record.find("{*}metadata")
    inner = None if metadata is None else next(metadata.iterchildren("*"), None)
    return [Harvested(identifier[:500], datestamp, None if header.get("status") == "deleted" else inner)]
