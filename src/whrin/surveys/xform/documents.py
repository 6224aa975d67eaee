"""Reads XML that others wrote, without what XML can do to its reader."""

from typing import Any

from lxml import etree

from .errors import FormError, FormFault

#: The largest form, in bytes. Public forms with 3,000 questions in five languages have three million.
LARGEST = 10_000_000
#: The most elements of a form; each costs memory many times its bytes.
MOST_ELEMENTS = 250_000


def careful_parser() -> Any:
    """Return a parser that fetches nothing, unfolds nothing, and keeps elements and texts alone."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def parsed(source: bytes, *, largest: int = LARGEST) -> Any:
    """Return the first element of a document; raise FormError if it is too large, no XML, or has a document
    type.

    A document type is how entities come in, from outside or multiplied; no form needs one.
    """
    if len(source) > largest:
        raise FormError(FormFault.TOO_LARGE, f"The form has over {largest:,} bytes.")
    try:
        element = etree.fromstring(source, careful_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormError(FormFault.NOT_XML, "This is not XML that can be read.") from error
    if sum(1 for _ in element.iter()) > MOST_ELEMENTS:
        raise FormError(FormFault.TOO_LARGE, f"The form has over {MOST_ELEMENTS:,} elements.")
    if element.getroottree().docinfo.doctype:
        raise FormError(FormFault.DOCTYPE, "A form must not have a document type.")
    return element
