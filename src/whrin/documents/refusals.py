"""Why a file is not kept: one named error a cause, each with a sentence for the person who sent it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class RefusedFileError(Exception):
    """A file we do not keep. `code` is stable; `message` is for the person who sent it, in her language."""

    code = "broken"
    message: "StrOrPromise" = _(
        "This file cannot be read. It may be damaged. Save it again and send the new copy."
    )

    def __str__(self) -> str:
        return str(self.message)


class BrokenFileError(RefusedFileError):
    """The parser gave up, or crashed, or found no page."""


class EncryptedFileError(RefusedFileError):
    code = "encrypted"
    message = _("This PDF is locked with a password. Save a copy without the password and send that.")


class WrongKindError(RefusedFileError):
    code = "wrong-kind"
    message = _("The content of this file is not what its name says, or not a kind that we keep.")


class TooLargeError(RefusedFileError):
    code = "too-large"
    message = _("This file is too large or too complicated to be checked. Send a smaller copy.")


class TooManyPixelsError(RefusedFileError):
    code = "too-many-pixels"
    message = _("This picture has more than 40 million pixels. Make it smaller and send it again.")


class TooSlowError(RefusedFileError):
    code = "too-slow"
    message = _("Checking this file took too long. Save it again from its program, or send a simpler copy.")


class ResidueError(RefusedFileError):
    code = "residue"
    message = _(
        "This PDF holds scripts, attachments or hidden notes that could not be removed. "
        "Print it to a new PDF and send that one."
    )


_BY_CODE: dict[str, type[RefusedFileError]] = {
    kind.code: kind
    for kind in (
        BrokenFileError, EncryptedFileError, WrongKindError, TooLargeError, TooManyPixelsError,
        TooSlowError, ResidueError,
    )
}  # fmt: skip


def refusal_of(code: str) -> RefusedFileError:
    """Return the error that a code stands for; an unknown code is a broken file."""
    return _BY_CODE.get(code, BrokenFileError)()
