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
_upon_opening: dict[str, UponOpening] = {}


def register_holders(room: str, may_hold: MayHold, *, may_confirm: MayHold | None = None) -> None:
    """Let people have a key, and some of them confirm others' keys (of people who may hold one)."""
    _holders[room] = may_hold
    if may_confirm:
        _confirmers[room] = may_confirm


def forget_holders(room: str) -> None:
    """Let go of what a room registered. For tests."""
    _holders.pop(room, None)
    _confirmers.pop(room, None)


def register_upon_opening(room: str, work: UponOpening) -> None:
    """Have something done each time a vault is opened. It must be quick, and bear being done twice."""
    _upon_opening[room] = work


def may_hold(person: Person) -> bool:
    """Say whether any room gives this person something to hold."""
    return any(asked(person) for asked in _holders.values())


def may_confirm(person: Person) -> bool:
    """Say whether this person may confirm keys of others."""
    return any(asked(person) for asked in _confirmers.values())


def has_business(person: Person) -> bool:
    """Say whether the pages of keys are for this person."""
    return may_hold(person) or may_confirm(person)


def upon_opening() -> dict[str, UponOpening]:
    """Return what is done when a vault is opened, by room."""
    return dict(_upon_opening)
