"""Addresses that anybody may write to. A room registers what it does with the words.

Who stands in From may not have written it, and a receipt to a forged address is a letter that somebody never
asked for. So a room answers only where it must ask whether it was she, and no address more often than
`turns` lets it. The letter is let go of as soon as it was read.
"""

from collections.abc import Callable

from whrin.mailing.reading import Reading

#: Takes a letter that was read; called once for it, in one transaction with marking it done. It must not keep
#: who it came from in clear.
TakeLetter = Callable[[Reading], None]
#: `find(name, token)`: who takes letters at `NAME@`, or at `NAME+TOKEN@`; None: nobody is there.
FindDoor = Callable[[str, str], TakeLetter | None]

_doors: dict[str, TakeLetter] = {}
_finders: dict[str, FindDoor] = {}


def register_open_door(name: str, take: TakeLetter) -> None:
    """Let anybody write to `NAME@` the domain of mail. A list of the same name goes before it."""
    _doors[name] = take


def register_open_doors(beginning: str, find: FindDoor) -> None:
    """Let anybody write to those addresses whose name is `BEGINNING` or begins with `BEGINNING-`, where
    `find` finds somebody. Its tokens are the room's own to read. Lists go before them.
    """
    _finders[beginning] = find


def open_door_at(name: str, command: str = "", token: str = "") -> TakeLetter | None:
    """Return who takes letters at this local part, or None. Such an address obeys no commands."""
    if command:
        return None
    if name in _doors and not token:
        return _doors[name]
    find = _finders.get(name.partition("-")[0])
    return find(name, token) if find else None
