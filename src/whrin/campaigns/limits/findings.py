"""What a checklist says: a line each, with where it can be mended."""

from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.models import Paper


class Level(StrEnum):
    """`STOP`: it cannot go out so. `LOOK`: somebody should look at it."""

    STOP = "stop"
    LOOK = "look"

    @property
    def label(self) -> str:
        """Return what stands before the line."""
        return str(_("Must be mended:") if self is Level.STOP else _("Look at this:"))


@dataclass(frozen=True)
class Finding:
    """One line. `words`: for the reader; `address`: where it can be mended, or empty."""

    level: Level
    words: str
    address: str = ""


def stops(words: object, address: str = "") -> Finding:
    """Return a line that stops."""
    return Finding(Level.STOP, str(words), address)


def asks_a_look(words: object, address: str = "") -> Finding:
    """Return a line that does not."""
    return Finding(Level.LOOK, str(words), address)


def part_address(paper: Paper, language: str, anchor: str) -> str:
    """Return where something stands on the page of the text."""
    return f"{reverse('campaigns:paper', args=[paper.pk])}?language={language}#{anchor}"
