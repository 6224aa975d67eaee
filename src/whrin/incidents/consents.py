"""What may leave, and for what: asked at every exit."""

from whrin.incidents.content import Consent
from whrin.incidents.enums import Use


class NotAllowed(Exception):
    """She did not allow this use, or took it back."""

    def __init__(self, use: Use) -> None:
        self.use = use
        super().__init__(str(use.label))


def require(use: Use, consent: Consent) -> None:
    """Let pass what she allows. Raises `NotAllowed`."""
    if not consent.allows(use):
        raise NotAllowed(use)
