"""Who holds which token: sets asked of the engine once and kept, within a bound, until they change."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping

from whrin.search.engines.choice import engine
from whrin.search.memory import bits

#: Bytes of sets that one process keeps. At 100,000 documents: the sets of some 2,500 tokens.
ROOM = 32 * 1024 * 1024
_ENTRY = 120


class Terms:
    """A bounded cache, least recently used out first. Safe with threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sets: OrderedDict[str, int] = OrderedDict()
        self._size = 0
        self._version = 0

    def holders(self, marks: Iterable[str]) -> dict[str, int]:
        """Return the set of each mark's documents, of every shelf; the engine is asked at most once."""
        found: dict[str, int] = {}
        missing = []
        with self._lock:
            version = self._version
            for mark in marks:
                if mark in self._sets:
                    self._sets.move_to_end(mark)
                    found[mark] = self._sets[mark]
                elif mark not in found:
                    found[mark] = 0
                    missing.append(mark)
        if missing:
            fresh = engine().holders(missing)
            found.update({mark: bits.from_ids(ids) for mark, ids in fresh.items()})
            self._keep({mark: found[mark] for mark in missing}, version)
        return found

    def _keep(self, fresh: Mapping[str, int], version: int) -> None:
        with self._lock:
            # What was read before a change that is already applied here would stay wrong.
            if version != self._version:
                return
            for mark, held in fresh.items():
                if mark not in self._sets:
                    self._sets[mark] = held
                    self._size += _ENTRY + held.bit_length() // 7
            while self._size > ROOM:
                _, held = self._sets.popitem(last=False)
                self._size -= _ENTRY + held.bit_length() // 7

    def clear(self) -> None:
        with self._lock:
            self._version += 1
            self._sets.clear()
            self._size = 0

    def patch(self, changed: Iterable[int], now: Mapping[int, Collection[str]]) -> None:
        """Bring every set up to date: `changed` documents now hold the marks that `now` says."""
        mask = bits.from_ids(list(changed))
        with self._lock:
            self._version += 1
            for mark, held in self._sets.items():
                fresh = (held & ~mask) | bits.from_ids([one for one, marks in now.items() if mark in marks])
                if fresh != held:
                    self._size += (fresh.bit_length() - held.bit_length()) // 7
                    self._sets[mark] = fresh
