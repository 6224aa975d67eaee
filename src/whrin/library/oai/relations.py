"""Reads what belongs to a page of works, one question a table.

Django's own prefetching makes a queryset for each relation of each work: half of a page's time (measured).
Here the related managers find plain lists, which is all that `.all()` in a writer needs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, Model

from whrin.library.models import Collection, Contribution, LanguageVersion, Link, StoredFile, Work
from whrin.places.models import Country
from whrin.topics.models import Topic

#: Rows by the key of what they belong to.
Rows = Mapping[int, list[Any]]


def attach_for_headers(works: Sequence[Work]) -> None:
    """Give works what tells their sets: versions, topics, public collections chosen by hand."""
    keys = [work.pk for work in works]
    by_hand = Collection.objects.filter(works__in=keys, is_public=True, search="")
    _attach(
        works,
        versions=_owned(LanguageVersion.objects.filter(work__in=keys), "work_id"),
        topics=_owned(Topic.objects.filter(works__in=keys).annotate(of=F("works")), "of"),
        collections=_owned(by_hand.annotate(of=F("works")), "of"),
    )


def attach_all(works: Sequence[Work]) -> None:
    """Give works everything that the writers of any format read."""
    attach_for_headers(works)
    keys = [work.pk for work in works]
    _attach(
        works,
        contributions=_owned(Contribution.objects.filter(work__in=keys), "work_id"),
        countries=_owned(Country.objects.filter(works__in=keys).annotate(of=F("works")), "of"),
    )
    versions = [version for work in works for version in work.versions.all()]
    keys = [version.pk for version in versions]
    files = StoredFile.objects.filter(version__in=keys).defer("text")
    _attach(
        versions,
        files=_owned(files, "version_id"),
        links=_owned(Link.objects.filter(version__in=keys), "version_id"),
    )


def _owned(rows: Iterable[Model], owner: str) -> Rows:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner)].append(row)
    return found


def _attach(owners: Iterable[Model], **relations: Rows) -> None:
    for one in owners:
        kept = one.__dict__.setdefault("_prefetched_objects_cache", {})
        kept.update((name, rows.get(one.pk, [])) for name, rows in relations.items())
