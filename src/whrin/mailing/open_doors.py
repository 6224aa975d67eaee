"""Addresses that anybody may write to. A room registers what it does with the words.

Nobody is answered: who stands in From may not have written it, and a receipt to a forged address is a letter
that somebody never asked for. The letter is let go of as soon as it was read.
"""

from collections.abc import Callable

from whrin.mailing.reading import Reading

#: Takes a letter that was read; called once for it, in one transaction with marking it done. It must not keep
#: who it came from.
TakeLetter = Callable[[Reading], None]

_doors: dict[str, TakeLetter] = {}


def register_open_door(name: str, take: TakeLetter) -> None:
    """Let anybody write to `NAME@` the domain of mail. A list of the same name goes before it."""
    _doors[name] = take


def open_door_at(name: str, command: str = "") -> TakeLetter | None:
    """Return who takes letters at this local part, or None. Such an address obeys no commands."""
    return None if command else _doors.get(name)
