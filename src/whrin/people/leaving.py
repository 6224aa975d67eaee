"""What other rooms do when a person goes. Rooms register in `registrations.py`; this room knows none of them.

Called inside the transaction that deletes her account, after her data key is destroyed and before her row.
It must leave nothing of hers behind, and bear being done twice.
"""

from collections.abc import Callable

from whrin.people.models import Person

#: `erase(person, keeps_words)`. `keeps_words`: she chose that what she said in public stays, without her; it
#: was sealed anew with another key beforehand (`register_detaching`).
Erase = Callable[[Person, bool], None]
#: `detach(person)`: seal anew, with a key that is not hers, what shall stay when she is gone.
Detach = Callable[[Person], None]
#: `export(person)`: everything the room holds of her, as JSON can say it.
Export = Callable[[Person], object]

_erasures: dict[str, Erase] = {}
_detachings: dict[str, Detach] = {}
_exports: dict[str, Export] = {}


def register_erasure(room: str, erase: Erase) -> None:
    """Have a room's rows of a person erased with her account."""
    _erasures[room] = erase


def register_detaching(room: str, detach: Detach) -> None:
    """Have a room seal anew what a person leaves behind on purpose. Called before her key is destroyed."""
    _detachings[room] = detach


def register_export(room: str, export: Export) -> None:
    """Have a room's data about a person in her own export."""
    _exports[room] = export


def erasures() -> dict[str, Erase]:
    """Return what each room does, by the room's name."""
    return dict(_erasures)


def detachings() -> dict[str, Detach]:
    """Return what each room does beforehand, by the room's name."""
    return dict(_detachings)


def exports() -> dict[str, Export]:
    """Return what each room gives to her export, by the room's name."""
    return dict(_exports)
