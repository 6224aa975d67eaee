"""Further entries on the page of her account. Rooms above register theirs; this room knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from whrin.people.models import Person


@dataclass(frozen=True)
class Entry:
    """A link on the page of her account."""

    label: str
    address: str


#: `entry(person)`: the room's entry for her, or None where she has no business there.
EntryFor = Callable[[Person], Entry | None]

_entries: dict[str, EntryFor] = {}


def register_entry(room: str, entry: EntryFor) -> None:
    """Have a room's entry shown to those whom it is for. The last registration of a room wins."""
    _entries[room] = entry


def entries_for(person: Person) -> list[Entry]:
    """Return the entries that are for her."""
    return [found for entry in _entries.values() if (found := entry(person)) is not None]
