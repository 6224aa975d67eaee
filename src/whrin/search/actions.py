"""Writing the index. Rooms call `refresh` inside their own transaction; `rebuild` reads everything anew."""

import time
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Max

from whrin.kit.lots import by_lot
from whrin.search import vocabulary
from whrin.search.engines.choice import engine
from whrin.search.engines.protocol import Indexed
from whrin.search.indexing import Analysed, analyse, columns
from whrin.search.memory.process import newest
from whrin.search.models import Change, Document
from whrin.search.shelves import Entry, shelf_named

#: Changes that are kept. A process that fell further behind reads everything anew.
KEPT_CHANGES = 5_000
# A write lock is held no longer than this in a rebuild, so that nobody waits.
_LOCK_SECONDS = 0.15
_BATCH = 400
_SMALLEST = 10
_COLUMNS = ["date", "added", "facets", "languages", "spellings", "card"]

Prepared = dict[str, tuple[Entry, Analysed]]


def _prepare(shelf: str, keys: Sequence[str]) -> Prepared:
    """Read these entries and analyse them; nothing is written."""
    wanted, found = set(keys), shelf_named(shelf)
    return {
        entry.key: (entry, analyse(entry, found.veil)) for entry in found.entries(keys) if entry.key in wanted
    }


def _announce(documents: Sequence[int | None]) -> None:
    """Tell every process which documents to look at again (None: the synonyms)."""
    made = Change.objects.bulk_create(
        [Change(mark=by_lot(), document=document) for document in documents], batch_size=500
    )
    if made:
        Change.objects.filter(id__lte=made[-1].pk - KEPT_CHANGES).delete()


def _ids(keys: Sequence[str], known: dict[str, int]) -> dict[str, int]:
    """Give an id to each key: its own, or the next free one."""
    highest = Document.objects.aggregate(highest=Max("id"))["highest"] or 0
    new = (key for key in keys if key not in known)
    return {**known, **{key: highest + place for place, key in enumerate(new, start=1)}}


def _write(shelf: str, keys: Sequence[str], prepared: Prepared) -> None:
    """Make the index hold what was prepared for these keys, and nothing for the others among them."""
    old = {one.key: one for one in Document.objects.filter(shelf=shelf, key__in=keys).defer("card", "facets")}
    gone = [one.id for key, one in old.items() if key not in prepared]
    ids = _ids(list(prepared), {key: one.id for key, one in old.items()})
    Document.objects.filter(id__in=gone).delete()
    Document.objects.bulk_create(
        [
            Document(id=ids[key], shelf=shelf, key=key, **columns(entry, analysed))
            for key, (entry, analysed) in prepared.items()
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_COLUMNS,
    )
    engine().drop(gone)
    engine().store(
        [Indexed(ids[key], analysed.words, analysed.marks) for key, (_, analysed) in prepared.items()]
    )
    vocabulary.recount(
        shelf=shelf,
        before=[one.spellings.split() for one in old.values()],
        after=[analysed.spellings for _, analysed in prepared.values()],
    )
    _announce([*gone, *(ids[key] for key in prepared)])


@transaction.atomic
def refresh(*, shelf: str, keys: Sequence[str]) -> None:
    """Index these keys anew, dropping those the shelf no longer gives. Found at once, in every process."""
    distinct = list(dict.fromkeys(keys))
    for start in range(0, len(distinct), _BATCH):
        part = distinct[start : start + _BATCH]
        # First the turn, then the reading: what is written is never older than what another has written.
        engine().take_turn()
        _write(shelf, part, _prepare(shelf, part))


@transaction.atomic
def _write_unless_changed(shelf: str, keys: Sequence[str], prepared: Prepared, since: int) -> float:
    """Write a batch; if any room refreshed anything since it was read, read it again, so that the newer
    stays.

    Returns the seconds it held the lock, without those of the commit, which no smaller batch would shorten.
    """
    engine().take_turn()
    started = time.monotonic()
    _write(shelf, keys, prepared if newest()[0] == since else _prepare(shelf, keys))
    return time.monotonic() - started


def rebuild(*, shelf: str, progress: Callable[[int, int], None] | None = None) -> None:
    """Index a whole shelf anew, in batches that each hold the write lock for a moment; drop what is left
    over.

    `progress` is told how many of how many keys are done. Stopped halfway, what is done is done; run it
    again. Readers and writers go on meanwhile.
    """
    keys = list(dict.fromkeys(shelf_named(shelf).keys()))
    kept = set(keys)
    left = [
        key for key in Document.objects.filter(shelf=shelf).values_list("key", flat=True) if key not in kept
    ]
    todo, done, size = keys + left, 0, 20
    while done < len(todo):
        part = todo[done : done + size]
        since = newest()[0]
        prepared = _prepare(shelf, part)
        took = _write_unless_changed(shelf, part, prepared, since)
        done += len(part)
        size = max(_SMALLEST, min(_BATCH, int(size * _LOCK_SECONDS / max(took, 0.001))))
        if progress:
            progress(done, len(todo))


@transaction.atomic
def forget_synonyms() -> None:
    """Have every process read the synonym groups anew, at its next search."""
    engine().take_turn()
    _announce([None])


def let_go_of_dropped() -> None:
    """Have the engine keep nothing of entries that were dropped. Outside of a transaction."""
    engine().let_go()
