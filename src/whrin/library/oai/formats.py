"""The formats records are given in; every work has each of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from whrin.library.exports import datacite, dublin_core, mods
from whrin.library.models import Work
from whrin.library.oai.faults import UnknownFormat


@dataclass(frozen=True)
class Format:
    """`write` makes the element of a work that was read with everything in it."""

    schema: str
    namespace: str
    write: Callable[[Work], Any]


FORMATS: Mapping[str, Format] = {
    "oai_dc": Format(dublin_core.SCHEMA, dublin_core.NAMESPACE, dublin_core.oai_dc_of),
    "mods": Format(mods.SCHEMA, mods.NAMESPACE, mods.mods_of),
    "datacite": Format(datacite.SCHEMA, datacite.NAMESPACE, datacite.datacite_of),
}


def format_of(prefix: str) -> Format:
    """Return a format by its prefix. Raises UnknownFormat."""
    try:
        return FORMATS[prefix]
    except KeyError:
        raise UnknownFormat(f"Records are given as {', '.join(FORMATS)}.") from None
