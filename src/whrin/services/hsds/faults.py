"""What a programme is told when it asks for what cannot be: a status, and a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _


class HsdsFault(Exception):
    """`status`: of HTTP. `code`: for programmes."""

    status, code, words = 400, "bad-request", _("This cannot be read: %(what)s")

    def __init__(self, **words: str) -> None:
        # What was asked is named, shortened: it is the programme's own text.
        super().__init__(str(self.words) % {name: word[:100] for name, word in words.items()})


class WrongValue(HsdsFault):
    """A parameter says what it cannot."""

    words = _("“%(name)s” cannot be “%(value)s”. Leave it out, or see in openapi.json what may stand there.")


class NothingThere(HsdsFault):
    """There is no such thing, or it is not public."""

    status, code, words = 404, "not-found", _("There is no such thing here.")


class NotAllowed(HsdsFault):
    """Nothing can be written here."""

    status, code, words = 405, "method-not-allowed", _("This address cannot be used that way")


class Gone(HsdsFault):
    """It was taken off the map."""

    status, code, words = 410, "withdrawn", _("This record was withdrawn. Please delete your copy.")


class Moved(HsdsFault):
    """It was merged into another, at `address`."""

    status, code, words = 301, "merged", _("This record was merged into another. Ask for that one.")

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
