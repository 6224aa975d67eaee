"""Reads that span models: unfinished imports, stray files, works by country, doubles."""

from collections.abc import Iterator, Mapping

from django.core.files.storage import Storage, default_storage
from django.db.models import Count

from whrin.library.enums import Extraction, Fixity
from whrin.library.imports.running import is_held
from whrin.library.models import ImportRun, StoredFile, Work
from whrin.topics.models import Topic


def unfinished_runs() -> list[ImportRun]:
    """Return imports that were stopped or cut off and that no process of this machine works on; importing
    the same file again goes on with them.
    """
    return [run for run in ImportRun.objects.open() if not is_held(run.file_digest)]


def stray_files() -> list[str]:
    """Return names in the store, below `library/`, that no row knows: what a crash between two steps left
    behind.
    """
    storage = default_storage
    known = set(StoredFile.objects.values_list("file", flat=True))
    return sorted(name for name in _names_below(storage, "library") if name not in known)


def missing_files() -> list[StoredFile]:
    """Return rows whose content is not in the store."""
    return [
        stored
        for stored in StoredFile.objects.defer("text")
        if not stored.file.storage.exists(str(stored.file.name))
    ]


def unread_files() -> list[StoredFile]:
    """Return files whose text waits to be read, or could not be."""
    states = [Extraction.WAITING, Extraction.FAILED]
    return list(
        StoredFile.objects.filter(extraction__in=states).defer("text").select_related("version__work")
    )


def spoiled_files() -> list[StoredFile]:
    """Return files that were found damaged or missing when they were compared last."""
    states = [Fixity.DAMAGED, Fixity.MISSING]
    return list(StoredFile.objects.filter(fixity__in=states).defer("text").select_related("version__work"))


def works_by_country() -> Mapping[str, int]:
    """Return the number of published works by ISO code."""
    counted = Work.objects.published().filter(countries__isnull=False).values_list("countries")
    return dict(counted.order_by().annotate(number=Count("id")))


def works_by_topic() -> Mapping[str, int]:
    """Return the number of published works by topic slug; a work counts for the broader topics, too, once
    for each.
    """
    broader: dict[int, list[int]] = {}
    for narrow, broad in Topic.broader.through.objects.values_list("from_topic_id", "to_topic_id"):
        broader.setdefault(narrow, []).append(broad)
    works: dict[int, set[int]] = {}
    for work, topic in Work.objects.published().filter(topics__isnull=False).values_list("pk", "topics"):
        step, seen = [topic], set[int]()
        while step:
            seen.update(step)
            step = [wide for each in step for wide in broader.get(each, []) if wide not in seen]
        for each in seen:
            works.setdefault(each, set()).add(work)
    return {slug: len(works[pk]) for pk, slug in Topic.objects.values_list("pk", "slug") if pk in works}


def _names_below(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in names)
    for each in folders:
        yield from _names_below(storage, f"{folder}/{each}")
