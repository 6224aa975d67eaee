"""This process's memory of the index, current to the newest change: one cheap look for each search."""

import threading
from functools import cache

from django.db import connection

from whrin.search.engines.choice import engine
from whrin.search.memory import snapshot
from whrin.search.memory.snapshot import Snapshot
from whrin.search.memory.terms import Terms
from whrin.search.shelves import synonym_groups
from whrin.search.synonyms import Groups, gathered

#: Beyond this many changed documents, reading everything anew is quicker than mending.
MANY = 2_000
#: The newest change: its number and its mark. A number alone could be given twice, after a rollback.
Position = tuple[int, int]


def newest() -> Position:
    """Return where the index stands now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, mark FROM search_change ORDER BY id DESC LIMIT 1")
        row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, 0)


def _since(position: Position) -> set[int | None] | None:
    """Return the documents changed since `position` (None among them: the synonyms); None: read
    everything anew.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, mark, document FROM search_change WHERE id >= %s ORDER BY id LIMIT %s",
            [position[0], MANY * 2],
        )
        steps = cursor.fetchall()
    if not steps or (steps[0][0], steps[0][1]) != position:
        return None
    changed = {document for _, _, document in steps[1:]}
    return None if len(steps) == MANY * 2 or len(changed) > MANY else changed


class Memory:
    """Snapshots and term sets of one process. Safe with threads."""

    def __init__(self) -> None:
        self.terms = Terms()
        self._lock = threading.RLock()
        self._position: Position = (0, 0)
        self._synonyms: Groups | None = None
        self._snapshots: dict[str, Snapshot] = {}

    def shelf(self, name: str) -> Snapshot:
        """Return the shelf as it stands now; reads it whole the first time."""
        position = newest()
        with self._lock:
            if position != self._position:
                self._advance(position)
            if name not in self._snapshots:
                self._snapshots[name] = snapshot.load(name)
            return self._snapshots[name]

    def synonyms(self) -> Groups:
        """Return the synonym groups as they stood at the last look at a shelf."""
        with self._lock:
            if self._synonyms is None:
                self._synonyms = gathered(synonym_groups())
            return self._synonyms

    def _advance(self, position: Position) -> None:
        steps = _since(self._position)
        if steps is None:
            self._snapshots.clear()
            self.terms.clear()
            self._synonyms = None
        else:
            if None in steps:
                self._synonyms = None
            self._mend(sorted(step for step in steps if step is not None))
        self._position = position

    def _mend(self, changed: list[int]) -> None:
        if not changed:
            return
        self.terms.patch(changed, engine().marks(changed))
        for name, old in self._snapshots.items():
            self._snapshots[name] = snapshot.patched(old, changed, snapshot.rows(name, changed))


@cache
def memory() -> Memory:
    """Return this process's memory."""
    return Memory()
