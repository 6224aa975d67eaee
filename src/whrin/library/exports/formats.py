"""The formats that the library can be taken away in: one row each, one writer each."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from lxml import etree

from whrin.library.exports import csl, mods
from whrin.library.exports.bibtex import bibtex_of
from whrin.library.exports.datacite import datacite_of
from whrin.library.exports.dublin_core import oai_dc_of
from whrin.library.exports.fetching import by_name, in_batches
from whrin.library.exports.mods import mods_of
from whrin.library.exports.ris import ris_of
from whrin.library.exports.tables import header, rows_of
from whrin.library.models import Work

_CSL = "application/vnd.citationstyles.csl+json"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True)
class Format:
    """One way to write works. `label`: what readers of any language call it; `before`, `between` and `after`
    stand around the records.
    """

    name: str
    label: str
    media_type: str
    ending: str
    write: Callable[[Work], str]
    before: str = ""
    between: str = ""
    after: str = ""


def _as_text(make: Callable[[Work], Any]) -> Callable[[Work], str]:
    def write(work: Work) -> str:
        return str(etree.tostring(make(work), encoding="unicode"))

    return write


def _csl(work: Work) -> str:
    return json.dumps(csl.record_of(work), ensure_ascii=False)


def _xml(name: str, label: str, make: Callable[[Work], Any], root: str, attributes: str = "") -> Format:
    opening, closing = f"<{root}{attributes}>\n", f"\n</{root}>\n"
    return Format(
        name, label, "application/xml", "xml", _as_text(make), _DECLARATION + opening, "\n", closing
    )


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("ris", "RIS", "application/x-research-info-systems", "ris", ris_of),
        Format("bibtex", "BibTeX", "application/x-bibtex", "bib", bibtex_of),
        Format("csv", "CSV", "text/csv", "csv", rows_of, header()),
        Format("csl-json", "CSL-JSON", _CSL, "json", _csl, "[\n", ",\n", "\n]\n"),
        _xml("mods", "MODS", mods_of, "modsCollection", f' xmlns="{mods.NAMESPACE}"'),
        _xml("dc", "Dublin Core", oai_dc_of, "records"),
        _xml("datacite", "DataCite", datacite_of, "resources"),
    )
}


def export(works: QuerySet[Work], form: Format) -> Iterator[str]:
    """Yield a file piece by piece: one for the head, one for each work, one for the end. Constant memory."""
    return _around(in_batches(works), form)


def export_by_name(slugs: Iterable[str], form: Format) -> Iterator[str]:
    """Yield a file of the published works with these stable names, in their order."""
    return _around(by_name(slugs), form)


def _around(works: Iterable[Work], form: Format) -> Iterator[str]:
    yield form.before
    between = ""
    for work in works:
        yield between + form.write(work)
        between = form.between
    yield form.after
