"""Works with all that the writers read, fetched for files of many thousands.

Django's own prefetching makes a query object for each relation of each row, which takes longer than the
writing. Here the rows of a batch are read relation by relation and handed to the works as plain lists.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from whrin.library.models import Contribution, LanguageVersion, Licence, Link, StoredFile, Work
from whrin.places.models import Country, Region
from whrin.topics.models import Topic

#: Works read from the database at once while an export streams.
BATCH = 500


class Shared:
    """The rows that many works share, read once for a whole file, in their own order."""

    def __init__(self) -> None:
        self.licences = {row.pk: row for row in Licence.objects.all()}
        self.topics = _numbered(Topic.objects.all())
        self.countries = _numbered(Country.objects.all())
        self.regions = _numbered(Region.objects.all())

    def complete(self, works: Sequence[Work]) -> Sequence[Work]:
        """Give each work its relations; ten questions, whatever their number."""
        keys = [work.pk for work in works]
        versions = list(LanguageVersion.objects.filter(work__in=keys))
        numbers = [version.pk for version in versions]
        _hand_out(versions, "links", "version_id", Link.objects.filter(version__in=numbers))
        files = StoredFile.objects.filter(version__in=numbers).defer("text")
        _hand_out(versions, "files", "version_id", files)
        _hand_out(works, "versions", "work_id", versions)
        _hand_out(works, "contributions", "work_id", Contribution.objects.filter(work__in=keys))
        for name, rows in (("topics", self.topics), ("countries", self.countries), ("regions", self.regions)):
            _join(works, name, rows, keys)
        companions = {work.plain_language_of_id for work in works} - {None}
        originals = Work.objects.in_bulk([key for key in companions if key]) if companions else {}
        for work in works:
            work.licence = self.licences.get(work.licence_id or "")
            work.plain_language_of = originals.get(work.plain_language_of_id or 0)
        return works


def in_batches(works: QuerySet[Work]) -> Iterator[Work]:
    """Yield works in their order, whole, a batch in memory at a time."""
    shared, waiting = Shared(), list[Work]()
    for work in works.iterator(chunk_size=BATCH):
        waiting.append(work)
        if len(waiting) == BATCH:
            yield from shared.complete(waiting)
            waiting = []
    yield from shared.complete(waiting)


def by_name(slugs: Iterable[str]) -> Iterator[Work]:
    """Yield the published works with these stable names, in this order."""
    shared, waiting = Shared(), list[str]()
    for slug in slugs:
        waiting.append(slug)
        if len(waiting) == BATCH:
            yield from _named(shared, waiting)
            waiting = []
    yield from _named(shared, waiting)


def _named(shared: Shared, slugs: list[str]) -> Iterator[Work]:
    found = {work.slug: work for work in Work.objects.published().filter(slug__in=slugs)}
    return iter(shared.complete([found[slug] for slug in slugs if slug in found]))


def _numbered(rows: Iterable[Any]) -> dict[Any, tuple[int, Any]]:
    return {row.pk: (place, row) for place, row in enumerate(rows)}


def _hand_out(owners: Sequence[Model], name: str, column: str, rows: Iterable[Any]) -> None:
    gathered: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        gathered[getattr(row, column)].append(row)
    for owner in owners:
        _keep(owner, name, gathered.get(owner.pk, []))


def _join(works: Sequence[Work], name: str, rows: dict[Any, tuple[int, Any]], keys: list[int]) -> None:
    through = getattr(Work, name).through
    column = Work._meta.get_field(name).m2m_reverse_name()  # type: ignore[union-attr]  # noqa: SLF001 -- a many-to-many field; Django's documented name
    gathered: dict[int, list[tuple[int, Any]]] = defaultdict(list)
    for work, key in through.objects.filter(work__in=keys).values_list("work_id", column):
        gathered[work].append(rows[key])
    for one in works:
        pairs = sorted(gathered.get(one.pk, []), key=lambda pair: pair[0])
        _keep(one, name, [row for _place, row in pairs])


def _keep(owner: Any, name: str, rows: list[Any]) -> None:
    """Put rows where `.all()` looks first, as prefetching does."""
    if not hasattr(owner, "_prefetched_objects_cache"):
        owner._prefetched_objects_cache = {}  # noqa: SLF001 -- the one place that Django reads; see above
    owner._prefetched_objects_cache[name] = rows  # noqa: SLF001 -- as above
