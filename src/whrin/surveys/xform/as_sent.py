"""A filling in as it was sent: to look at, with the words of its form, nothing calculated anew."""

from .recalculating import Changes
from .session import Session


class AsSent(Session):
    """Says and offers what a form says and offers, over answers that stay what they are.

    A calculation that asks for today's date, or a list of choices that has changed, must not change what
    somebody once answered. Nothing here is irrelevant: what was left out has no answer.
    """

    def _settle(self, changes: Changes) -> None:
        """Leave everything as it is."""
