"""Printing: one text as tagged PDF, DOCX, ODT, EPUB or plain text, in every script that our fonts have.

Purpose: from HTML that a room has rendered, with its pictures, make files that screen readers read and
offices take. Not its purpose: what a document says, or who may read it: what is made here is for anybody. To
remember: words are data to the setter, never its language; nothing is fetched; a sign without a glyph is an
error, never a box; the same document gives the same bytes.
"""

from whrin.documents.printing.answering import answer_with
from whrin.documents.printing.document import Document
from whrin.documents.printing.errors import (
    EmptyDocument,
    MissingGlyphs,
    PictureWithoutWords,
    PrintingFailed,
    RefusedPicture,
    TooManyAtOnce,
    TooMuchToPrint,
    UnknownPicture,
)
from whrin.documents.printing.glyphs import can_be_set
from whrin.documents.printing.making import made_document
from whrin.documents.printing.office import as_docx, as_epub, as_odt
from whrin.documents.printing.pdf import as_pdf
from whrin.documents.printing.picture import picture_of
from whrin.documents.printing.plain import as_text

__all__ = [
    "Document",
    "EmptyDocument",
    "MissingGlyphs",
    "PictureWithoutWords",
    "PrintingFailed",
    "RefusedPicture",
    "TooManyAtOnce",
    "TooMuchToPrint",
    "UnknownPicture",
    "answer_with",
    "as_docx",
    "as_epub",
    "as_odt",
    "as_pdf",
    "as_text",
    "can_be_set",
    "made_document",
    "picture_of",
]
