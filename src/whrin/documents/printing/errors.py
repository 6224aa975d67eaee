"""Why a document was not made: one named error a cause, each with a sentence for whoever asked for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class PrintingFailed(Exception):
    """No document was made. `code` is stable; `str()` is for the reader; `repr()` says what, for the log."""

    code = "failed"
    message: "StrOrPromise" = _("This document could not be made. The page says the same.")

    def __str__(self) -> str:
        return str(self.message)


class EmptyDocument(PrintingFailed):
    """There is no title, or nothing below it."""

    code = "empty"


class MissingGlyphs(PrintingFailed):
    """The text has characters that no font of ours has.

    `characters` are they, `places` the beginning of the text around the first ones, in the same order.
    """

    code = "missing-glyphs"
    message = _("This text has signs that our fonts do not have. The page shows them.")

    def __init__(self, characters: Sequence[str] = (), places: Sequence[str] = ()) -> None:
        self.characters, self.places = tuple(characters), tuple(places)
        named = (f"U+{ord(sign):04X} in “{place}”" for sign, place in zip(characters, places, strict=True))
        super().__init__(*named)


class UnknownPicture(PrintingFailed):
    """The body shows a picture that was not given with it: by a wrong name, or from elsewhere."""

    code = "unknown-picture"


class PictureWithoutWords(PrintingFailed):
    """A picture has no `alt`, or a figure has an empty one."""

    code = "picture-without-words"


class RefusedPicture(PrintingFailed):
    """A picture that is none of ours: no PNG, no JPEG, or an SVG that could run or fetch something."""

    code = "refused-picture"


class TooMuchToPrint(PrintingFailed):
    """The body is too long, too deep, or was not done in time."""

    code = "too-much"
    message = _("This is too much for one document. Choose less of it.")


class TooManyAtOnce(PrintingFailed):
    """Too many files wait to be made."""

    code = "too-many"
    message = _("Many files are being made now. Try again in a few minutes.")


_BY_CODE = {
    kind.code: kind
    for kind in (
        PrintingFailed, EmptyDocument, UnknownPicture, PictureWithoutWords, RefusedPicture, TooMuchToPrint,
        TooManyAtOnce,
    )
}  # fmt: skip


def message_of(code: str) -> str:
    """Return what a reader is told for a code, in her language."""
    kind = MissingGlyphs if code == MissingGlyphs.code else _BY_CODE.get(code, PrintingFailed)
    return str(kind.message)
