"""Who has use for a key, and what waits for an open vault. Rooms above say so; this knows none of them."""

from collections.abc import Callable

from whrin.people.models import Person
from whrin.vault.opened import Opened

#: Says whether a room gives this person anything to hold.
MayHold = Callable[[Person], bool]
#: What is done when a vault is opened: things that only a holder can do, such as sealing for somebody new.
UponOpening = Callable[[Opened], object]

_holders: dict[str, MayHold] = {}
_confirmers: dict[str, MayHold] = {}
_own_confirmers: dict[str, MayHold] = {}
_upon_opening: dict[str, UponOpening] = {}


def register_holders(
    room: str,
    may_hold: MayHold,
    *,
    may_confirm: MayHold | None = None,
    may_confirm_own: MayHold | None = None,
) -> None:
    """Let people have a key, and some of them confirm others' keys (of people who may hold one).

    `may_confirm_own`: may confirm keys of people who hold something of this room alone, and has no part in
    the recovery key: what other rooms seal is none of that person's business.
    """
    _holders[room] = may_hold
    if may_confirm:
        _confirmers[room] = may_confirm
    if may_confirm_own:
        _own_confirmers[room] = may_confirm_own


def forget_holders(room: str) -> None:
    """Let go of what a room registered. For tests."""
    _holders.pop(room, None)
    _confirmers.pop(room, None)
    _own_confirmers.pop(room, None)


def register_upon_opening(room: str, work: UponOpening) -> None:
    """Have something done each time a vault is opened. It must be quick, and bear being done twice."""
    _upon_opening[room] = work


def may_hold(person: Person) -> bool:
    """Say whether any room gives this person something to hold."""
    return any(asked(person) for asked in _holders.values())


def may_confirm(person: Person) -> bool:
    """Say whether this person may confirm keys of others."""
    return any(asked(person) for asked in _confirmers.values())


def may_confirm_key_of(person: Person, whose: Person) -> bool:
    """Say whether this person may confirm a key of that one."""
    if may_confirm(person):
        return may_hold(whose)
    rooms = [room for room, asked in _holders.items() if asked(whose)]
    return len(rooms) == 1 and rooms[0] in _own_confirmers and _own_confirmers[rooms[0]](person)


def has_business(person: Person) -> bool:
    """Say whether the pages of keys are for this person."""
    return may_hold(person) or may_confirm(person) or any(asked(person) for asked in _own_confirmers.values())


def upon_opening() -> dict[str, UponOpening]:
    """Return what is done when a vault is opened, by room."""
    return dict(_upon_opening)
