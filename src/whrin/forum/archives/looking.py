"""A look through an archive before anybody decides: how much it holds, and what could lead to somebody."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO

from whrin.forum.archives.mailboxes import letters_in
from whrin.forum.archives.old_letters import OURS, Told, read
from whrin.forum.archives.veiling import Names, author_mark, veil, veil_line
from whrin.forum.exposing import found_in
from whrin.forum.models import Move, Space
from whrin.kit.days import today

#: Letters between two times that progress is written down.
_EVERY = 100
_DAYS_OF_A_MONTH = 30.44


def names_in(file: BinaryIO, space: Space) -> Names:
    """Return the names of all authors of an archive; the file stands at its beginning again."""
    names = Names(space)
    for raw in letters_in(file):
        if not raw.field(OURS):
            names.learn(raw.author())
    file.seek(0)
    return names


def told_in(file: BinaryIO, *, skip: int = 0) -> Iterator[Told]:
    """Yield the letters of an archive, read; the first `skip` are passed over quickly."""
    day = today()
    for number, raw in enumerate(letters_in(file)):
        if number < skip:
            day = raw.day() or day
            continue
        told = read(raw, otherwise=day)
        day = told.day
        yield told


def veiled_body(told: Told, names: Names) -> str:
    """Return the words of a letter without what tells who wrote it. Those of our own copies tell it not."""
    return told.body if told.is_ours else veil(told.body, told.author, names)


def veiled_subject(told: Told, names: Names) -> str:
    """Return the subject of a letter, likewise."""
    return told.subject if told.is_ours else veil_line(told.subject, names)


def oldest_kept(space: Space) -> datetime.date | None:
    """Return the day before which this space keeps nothing, or None."""
    if space.months_kept is None:
        return None
    return today() - datetime.timedelta(days=round(space.months_kept * _DAYS_OF_A_MONTH))


def why_left_out(told: Told, body: str, oldest: datetime.date | None) -> str:
    """Return why a letter does not come in, or nothing."""
    if told.is_machine:
        return "machines"
    if not body.strip():
        return "empty"
    return "too_old" if oldest is not None and told.day < oldest else ""


def look_through(move: Move, file: BinaryIO, *, stop: Callable[[], bool] = lambda: False) -> None:
    """Count what an archive holds into `move.found`, and save. Raises `UnreadableArchive`."""
    names = names_in(file, move.space)
    counted: Counter[str] = Counter()
    authors: set[str] = set()
    first, last, oldest, number = today(), datetime.date.min, oldest_kept(move.space), 0
    for number, told in enumerate(told_in(file), start=1):
        authors.add(author_mark(move.space, told.author))
        first, last = min(first, told.day), max(last, told.day)
        body = veiled_body(told, names)
        why = why_left_out(told, body, oldest)
        found = set() if why else exposing(f"{veiled_subject(told, names)}\n{body}")
        counted.update([why] if why else [])
        counted.update(found)
        counted["exposing"] += bool(found)
        if number % _EVERY == 0:
            move.looked = number
            move.save(update_fields=["looked"])
            if stop():
                return
    move.found = {**counted, "authors": len(authors), "first": first.year, "last": last.year}
    move.looked = number
    move.save(update_fields=["found", "looked"])


def exposing(text: str) -> set[str]:
    """Return the kinds of what could lead to somebody in a text."""
    return {found.kind.value for found in found_in(text)}
