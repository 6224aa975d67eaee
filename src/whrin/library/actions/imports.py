"""After an import: take over what a record says otherwise, or take the whole import back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.audit.models import Event
from whrin.kit.edition import advance_on_commit
from whrin.library import mapping
from whrin.library.actions.files import remove_file
from whrin.library.actions.showing import refresh_search
from whrin.library.actions.works import AlreadyHere, NotAllowed, keep_changes
from whrin.library.dates import read_date
from whrin.library.enums import LinkKind, Role, Status
from whrin.library.models import Contribution, ImportNote, ImportRun, LanguageVersion, Link, StoredFile, Work
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import may_edit, may_publish
from whrin.people.models import Person
from whrin.topics.models import Topic

_BATCH = 200
_VERSION_FIELDS = frozenset({"title", "short_title", "abstract"})


class CannotTakeOver(LibraryRefusal):
    """The difference is gone, or its work is."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to take over any more. Load the page anew."))


class CannotUndo(LibraryRefusal):
    """The import was undone before."""

    def __init__(self) -> None:
        super().__init__(_("This import was undone already."))


@dataclass(frozen=True)
class Undoing:
    """What taking an import back does: drafts are deleted, published works withdrawn, changed ones kept."""

    drafts: list[Work]
    published: list[Work]
    changed: list[Work]


@transaction.atomic
def take_over(*, note: ImportNote, field: str, by: Person | None) -> Work:
    """Let the work say what the record says. `field`: in the words of CSL-JSON. Raises `NotAllowed`,
    `CannotTakeOver` and `AlreadyHere`.
    """
    if not may_edit(by):
        raise NotAllowed
    note = ImportNote.objects.select_for_update().get(pk=note.pk)
    told = note.difference.pop(field, None)
    work = Work.objects.select_for_update().filter(pk=note.work_id or 0).first()
    if told is None or work is None:
        raise CannotTakeOver
    own = mapping.named("csl")[field]
    try:
        with transaction.atomic():
            _apply(work, own, told)
            work.save()
    except IntegrityError:
        raise AlreadyHere from None
    note.settled = not note.difference
    note.save(update_fields=["difference", "settled"])
    record(verb="take over field", about=work, by=by, field=field, run=note.run_id, before=told["here"][:500])
    return keep_changes(work=work, by=by)


@transaction.atomic
def settle(*, note: ImportNote, by: Person | None) -> ImportNote:
    """Remember that somebody has looked at a note. Raises `NotAllowed`."""
    if not may_edit(by):
        raise NotAllowed
    note.settled = True
    note.save(update_fields=["settled"])
    record(verb="settle import note", about=note, by=by, run=note.run_id)
    return note


def _apply(work: Work, field: str, told: dict[str, Any]) -> None:
    there = told["there"]
    if field in _VERSION_FIELDS:
        versions = LanguageVersion.objects.filter(work=work)
        version = versions.filter(language=told.get("language", "")).first() or versions.first()
        if version is None:
            raise CannotTakeOver
        setattr(version, field, there)
        version.save(update_fields=[field])
    elif field == "date":
        date = read_date(there)
        work.year, work.month, work.day = date.year, date.month, date.day
    elif field == "author":
        _replace_authors(work, told["names"])
    elif field == "topics":
        work.topics.add(*Topic.objects.filter(slug__in=there.split(", ")))
    elif field == "countries":
        work.countries.add(*there.split(", "))
    elif field == "address":
        _add_addresses(work, there.split())
    else:
        setattr(work, field, there)


def _replace_authors(work: Work, names: list[dict[str, str]]) -> None:
    work.contributions.filter(role=Role.AUTHOR).delete()
    others = list(work.contributions.all())
    for position, one in enumerate(others, start=len(names)):
        one.position = position
    Contribution.objects.bulk_update(others, ["position"])
    Contribution.objects.bulk_create(
        [Contribution(work=work, position=position, **name) for position, name in enumerate(names)]
    )


def _add_addresses(work: Work, addresses: list[str]) -> None:
    version = work.versions.filter(language=work.original_language).first() or work.versions.first()
    if version is None:
        raise CannotTakeOver
    rows = [Link(version=version, address=each, kind=LinkKind.PAGE) for each in addresses]
    Link.objects.bulk_create(rows, ignore_conflicts=True)


def undoing_of(run: ImportRun) -> Undoing:
    """Tell what taking an import back would do. A work counts as changed once anybody did anything to it, or
    put it beside others.
    """
    works = list(run.works.order_by("pk").prefetch_related("versions"))
    touched = _touched(run, works)
    untouched = [work for work in works if work.pk not in touched]
    return Undoing(
        drafts=[work for work in untouched if work.status == Status.DRAFT],
        published=[work for work in untouched if work.status == Status.PUBLISHED],
        changed=[work for work in works if work.pk in touched and work.status != Status.WITHDRAWN],
    )


def _touched(run: ImportRun, works: list[Work]) -> set[int]:
    by_name = {f"{Work._meta.label}:{work.pk}": work.pk for work in works}  # noqa: SLF001 -- Django's documented name
    by_slug = {work.slug: work.pk for work in works}
    touched: set[int] = set()
    for names in _batches(list(by_name)):
        found = Event.objects.filter(about__in=names).values_list("about", flat=True)
        touched |= {by_name[name] for name in found}
    # Files that came with the import were attached before its last word; later ones by somebody.
    last = Event.objects.filter(about=f"{ImportRun._meta.label}:{run.pk}").order_by("-id").first()  # noqa: SLF001 -- as above
    later = Event.objects.filter(verb__in=["attach file", "remove file"], id__gt=last.pk if last else 0)
    slugs = later.values_list("detail__work", flat=True)
    touched |= {by_slug[slug] for slug in slugs if slug in by_slug}
    beside = Work.objects.filter(arrived_in=run).filter(_with_others())
    return touched | set(beside.values_list("pk", flat=True))


def _with_others() -> Q:
    return (
        Q(collections__isnull=False)
        | Q(plain_language_companions__isnull=False)
        | Q(supersedes__isnull=False)
        | Q(merged_from__isnull=False)
    )


@transaction.atomic
def undo_import(*, run: ImportRun, by: Person | None) -> Undoing:
    """Take back what an import brought and nobody changed since. Raises `NotAllowed` and `CannotUndo`."""
    if not may_edit(by):
        raise NotAllowed
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state == ImportRun.State.UNDONE:
        raise CannotUndo
    undoing = undoing_of(run)
    if undoing.published and not may_publish(by):
        raise NotAllowed
    for stored in StoredFile.objects.filter(version__work__in=undoing.drafts).select_related("version__work"):
        remove_file(stored=stored, by=by)
    for works in _batches([work.pk for work in undoing.drafts]):
        Work.objects.filter(pk__in=works).delete()
    _withdraw(undoing.published, by=by)
    run.state = ImportRun.State.UNDONE
    run.save(update_fields=["state"])
    record(
        verb="undo import",
        about=run,
        by=by,
        deleted=len(undoing.drafts),
        withdrawn=len(undoing.published),
        kept=len(undoing.changed),
    )
    return undoing


def _withdraw(works: list[Work], *, by: Person | None) -> None:
    """Withdraw many at once: a tombstone each, one word in the record of deeds for all."""
    reason = str(_("It came in with an import that was taken back."))
    for batch in _batches(works):
        keys = [work.pk for work in batch]
        Work.objects.filter(pk__in=keys).update(
            status=Status.WITHDRAWN, withdrawn_because=reason, changed_at=timezone.now(), changed_by=by
        )
        refresh_search([work.slug for work in batch])
    if works:
        advance_on_commit()


def _batches(things: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(things), _BATCH):
        yield things[start : start + _BATCH]
