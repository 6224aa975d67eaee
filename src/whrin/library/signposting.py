"""FAIR Signposting: typed links for machines, in headers and as a link set (RFC 9264).

Says nothing about authors: we keep no addresses of theirs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whrin.library.mapping import types_of
from whrin.library.record_page import RecordPage

LINKSET = "application/linkset+json"
#: The record in other formats, as the export gives them.
DESCRIPTIONS = {
    "mods": "application/mods+xml",
    "datacite": "application/vnd.datacite.datacite+xml",
    "csl-json": "application/vnd.citationstyles.csl+json",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
#: A header stays small; the link set names the rest.
_IN_HEADER = 12


@dataclass(frozen=True)
class Signpost:
    """A link with its relation. `media_type` may be empty."""

    relation: str
    address: str
    media_type: str = ""


def signposts_of(page: RecordPage, address: str, site: str) -> list[Signpost]:
    """Return the links of a record. `address`: its own, whole; `site` stands before those of files."""
    work = page.work
    base = f"{site}{page.root}{work.slug}/"
    found = [
        Signpost("cite-as", f"https://doi.org/{work.doi}" if work.doi else address),
        Signpost("type", f"https://schema.org/{types_of(work.kind).schema}"),
        Signpost("type", "https://schema.org/AboutPage"),
    ]
    if work.licence and work.licence.address:
        found.append(Signpost("license", work.licence.address))
    found += [Signpost("describedby", f"{base}as/{form}/", kind) for form, kind in DESCRIPTIONS.items()]
    found += [
        Signpost("item", site + shown.address, stored.media_type)
        for shown, stored in zip(page.files, page.version.files.all(), strict=True)
    ]
    return found


def header(signposts: Sequence[Signpost], linkset: str) -> str:
    """Return the value of a `Link` header. `linkset`: the address of the whole set."""
    shown = [*signposts[:_IN_HEADER], Signpost("linkset", linkset, LINKSET)]
    return ", ".join(_written(one) for one in shown)


def linkset_of(signposts: Sequence[Signpost], address: str) -> dict[str, object]:
    """Return the links as a JSON link set anchored at the record."""
    context: dict[str, object] = {"anchor": address}
    for relation in dict.fromkeys(one.relation for one in signposts):
        context[relation] = list(_targets(signposts, relation))
    return {"linkset": [context]}


def _targets(signposts: Sequence[Signpost], relation: str) -> Iterator[dict[str, str]]:
    for one in signposts:
        if one.relation == relation:
            yield {"href": one.address, **({"type": one.media_type} if one.media_type else {})}


def _written(one: Signpost) -> str:
    # An address has no room for these signs, whatever somebody typed.
    safe = one.address.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    safe = safe.encode("ascii", "ignore").decode()
    kind = f'; type="{one.media_type}"' if one.media_type else ""
    return f'<{safe}>; rel="{one.relation}"{kind}'
