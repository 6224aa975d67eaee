"""What a programme is told when it asks for what cannot be, in the shape that OData wants."""

from django.utils.translation import gettext_lazy as _


class ODataError(Exception):
    """`status`: of HTTP. `code`: for programmes."""

    status, code, words = 400, "bad-request", _("This cannot be read: %(what)s")

    def __init__(self, what: str = "") -> None:
        # What was asked is named, shortened: it is the programme's own text.
        super().__init__(str(self.words) % {"what": what[:100]})


class BadRequest(ODataError):
    """What was asked is no OData, or names what is not there."""


class CannotDo(ODataError):
    """It is OData, and this feed does not offer it."""

    status, code, words = 501, "not-implemented", _("This feed does not offer it: %(what)s")


class NothingThere(ODataError):
    """There is no such set or row."""

    status, code, words = 404, "not-found", _("There is no such thing here.")


class Closed(ODataError):
    """Only people open the answers of this form."""

    status, code = 403, "sealed"
    words = _("The answers of this form are sealed for named people. Nothing can be exported from here.")


class NotAllowed(ODataError):
    """Nothing can be written here."""

    status, code, words = 405, "method-not-allowed", _("This address cannot be used that way")


class WrongPassword(ODataError):
    """Nobody we know."""

    status, code = 401, "unauthorized"
    words = _("Name, password or address is not right, or was ended. Ask those who gave it to you.")


class TooOften(ODataError):
    """Too many wrong passwords from one place."""

    status, code, words = (
        429,
        "too-often",
        _("Wait a few minutes and try again. Nothing was lost on our side."),
    )
