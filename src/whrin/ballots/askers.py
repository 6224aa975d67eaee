"""The rooms that ask. Each registers in its `registrations.py`, under what its subjects begin with."""

from collections.abc import Callable
from dataclasses import dataclass

from whrin.people.models import Person


@dataclass(frozen=True)
class Asker:
    """A room that asks. `may_answer(person, subject)`: does she belong to those who are asked, now?
    `after_closing(subject)`: called in the transaction that closes the ballot.
    """

    may_answer: Callable[[Person, str], bool]
    after_closing: Callable[[str], None]


_askers: dict[str, Asker] = {}


def register_asker(beginning: str, asker: Asker) -> None:
    """Let a room ask, with subjects `"BEGINNING:KEY"`. The last registration of a beginning wins."""
    _askers[beginning] = asker


def asker_of(subject: str) -> Asker | None:
    """Return the room that asked; None: nobody vouches for the electorate, so nobody may answer."""
    return _askers.get(subject.partition(":")[0])
