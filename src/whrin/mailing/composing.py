"""From rows of the queue to letters: what is the same in many is made once, a moment before it goes."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.utils import translation

from whrin.mailing.letters import Letter, composer_of, composer_of_many
from whrin.mailing.models import Outgoing
from whrin.mailing.queue import label_of
from whrin.mailing.writing import Frame, Ready
from whrin.people.addresses import read_address
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError, unseal

#: Letters composed at once; seconds for which they are as good as composed anew. Then it is asked again what
#: was said, and who may read it: with a slow server a withdrawn post must not go out minutes later.
_PART, _FRESH = 50, 2.0
_Group = tuple[str, str, str]


@dataclass
class _Part:
    """Letters of one group that were composed together, by the number of who gets them, and their frames."""

    asked: frozenset[int]
    letters: Mapping[int, Letter]
    until: float
    frames: dict[int, Frame] = field(default_factory=dict)


class Batch:
    """Rows that are sent one after the other. Rows of one message and language are composed together."""

    def __init__(self, rows: Sequence[Outgoing]) -> None:
        self._rows = rows
        self._parts: dict[_Group, _Part] = {}

    def ready(self, row: Outgoing) -> Ready | None:
        """Return the letter, or None when nobody needs it any more: withdrawn, paused, no address."""
        recipient = _recipient(row)
        if not recipient:
            return None
        if row.person is None or composer_of_many(row.kind) is None:
            return _alone(row, recipient)
        part = self._part(row)
        letter = part.letters.get(row.person.pk)
        if letter is None:
            return None
        frame = part.frames.get(id(letter))
        if frame is None:
            frame = part.frames[id(letter)] = Frame(letter, row.language)
        return frame.to(row, row.person, recipient)

    def _part(self, row: Outgoing) -> _Part:
        group = _group_of(row)
        part = self._parts.get(group)
        if part is None or row.pk not in part.asked or time.monotonic() > part.until:
            part = self._parts[group] = self._composed(row, group)
        return part

    def _composed(self, row: Outgoing, group: _Group) -> _Part:
        """Compose for this row and the next ones that bring the same to others."""
        alike = (each for each in self._rows if each.pk >= row.pk and _group_of(each) == group)
        rows = list(islice(alike, _PART))
        people = [each.person for each in rows if each.person is not None]
        many = composer_of_many(row.kind)
        with translation.override(row.language):
            letters = many(row.key, people) if many is not None else {}
        return _Part(frozenset(each.pk for each in rows), letters, time.monotonic() + _FRESH)


def _alone(row: Outgoing, recipient: str) -> Ready | None:
    composer = composer_of(row.kind)
    if composer is None:
        return None
    with translation.override(row.language):
        letter = composer(row.key, row.person)
        return None if letter is None else Frame(letter, row.language).to(row, row.person, recipient)


def _group_of(row: Outgoing) -> _Group:
    return row.kind, row.key, row.language


def compose(row: Outgoing) -> Ready | None:
    """Return one letter as it would go now, or None when nobody needs it any more."""
    return Batch([row]).ready(row)


def _address_of(person: Person) -> str:
    """Return where letters to her may go; her address came with the letter's row, in one query for all."""
    address = getattr(person, "address", None)
    if address is None or not address.is_confirmed or address.on_hold:
        return ""
    address.person = person
    return read_address(address)


def _recipient(row: Outgoing) -> str:
    try:
        if row.to:
            return unseal(row.to, purpose=label_of(row.stem))
        return _address_of(row.person) if row.person is not None else ""
    except CannotOpenError:
        return ""
