"""Two records that are one work: what the one has and the other lacks goes over, and its address leads on."""

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.library.actions.showing import show_anew
from whrin.library.actions.works import NotAllowed, keep_changes
from whrin.library.enums import Status
from whrin.library.models import (
    CollectionItem,
    DayOfUse,
    HarvestedRecord,
    ImportNote,
    LanguageVersion,
    NotDoubles,
    Suggestion,
    Work,
)
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import may_edit, may_publish
from whrin.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: Columns that go over where the work that stays has nothing; of a date, all parts or none.
_COLUMNS = (
    ("year", "month", "day"), ("publisher",), ("container_title", "volume", "issue", "pages"), ("doi",),
    ("isbn",), ("licence_id",), ("plain_language_of_id",), ("superseded_by_id",), ("peer_reviewed_on",),
    ("seen_at",),
)  # fmt: skip
_VERSION_COLUMNS = (("short_title",), ("abstract", "abstract_language"))


class CannotMerge(LibraryRefusal):
    """The two cannot become one this way round, and nothing was changed."""


class ChangedMeanwhile(LibraryRefusal):
    """Somebody changed one of the two since they were compared."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has changed one of the two meanwhile. Please compare them again."))


@transaction.atomic
def merge(*, stays: Work, goes: Work, as_of: tuple[datetime.datetime, datetime.datetime], by: Person) -> Work:
    """Make two records one. `as_of`: when each was last changed, as the person saw it, `stays` first. The
    other is withdrawn and its address leads to the one that stays. Raises `NotAllowed`, `CannotMerge` and
    `ChangedMeanwhile`.
    """
    stays, goes = _locked(stays, goes)
    _check(stays, goes, by)
    if (stays.changed_at, goes.changed_at) != as_of:
        raise ChangedMeanwhile
    _move_versions(stays, goes)
    _move_contributions(stays, goes)
    for name in ("topics", "countries", "regions", "related"):
        getattr(stays, name).add(*getattr(goes, name).exclude(pk__in=[stays.pk] if name == "related" else []))
    _fill(stays, goes, _COLUMNS)
    _fill_the_rest(stays, goes)
    _lead_here(stays, goes)
    _withdraw(stays, goes)
    stays.save()
    record(verb="merge works", about=stays, by=by, stays=stays.slug, goes=goes.slug)
    keep_changes(work=stays, by=by)
    show_anew(goes)
    return stays


@transaction.atomic
def keep_apart(*, one: Work, other: Work, by: Person) -> NotDoubles:
    """Remember that two works only look alike. Raises `NotAllowed`."""
    if not may_edit(by):
        raise NotAllowed
    first, second = sorted((one.pk, other.pk))
    found, is_new = NotDoubles.objects.get_or_create(first_id=first, second_id=second)
    if is_new:
        record(verb="keep works apart", about=found, by=by, first=first, second=second)
    return found


def _locked(stays: Work, goes: Work) -> tuple[Work, Work]:
    # In one order, so that two librarians wait for each other once and never in a ring.
    both = {
        work.pk: work
        for work in Work.objects.select_for_update().filter(pk__in=[stays.pk, goes.pk]).order_by("pk")
    }
    if len(both) < 2:
        raise CannotMerge(_("These are not two records."))
    return both[stays.pk], both[goes.pk]


def _check(stays: Work, goes: Work, by: Person) -> None:
    if not may_edit(by) or (goes.status == Status.PUBLISHED and not may_publish(by)):
        raise NotAllowed
    faults: list[tuple[bool, StrOrPromise]] = [
        (
            Status.WITHDRAWN in {stays.status, goes.status},
            _("One of the two is withdrawn by now. Nothing was changed."),
        ),
        (
            goes.status == Status.PUBLISHED and stays.status != Status.PUBLISHED,
            _("The record that stays has to be public, because the other is."),
        ),
        (goes.is_page, _("The other record is a page of this site. Let that one stay.")),
    ]
    for is_so, message in faults:
        if is_so:
            raise CannotMerge(message)


def _move_versions(stays: Work, goes: Work) -> None:
    ours = {version.language: version for version in stays.versions.all()}
    for theirs in goes.versions.all():
        if theirs.language not in ours:
            theirs.work = stays
            theirs.save(update_fields=["work"])
        else:
            _move_into(ours[theirs.language], theirs)


def _move_into(ours: LanguageVersion, theirs: LanguageVersion) -> None:
    _fill(ours, theirs, _VERSION_COLUMNS)
    ours.save()
    theirs.links.exclude(address__in=ours.links.values("address")).update(version=ours)
    theirs.files.exclude(sha256__in=ours.files.values("sha256")).update(version=ours)


def _move_contributions(stays: Work, goes: Work) -> None:
    if not stays.contributions.exists():
        goes.contributions.update(work=stays)


def _fill(
    ours: Work | LanguageVersion, theirs: Work | LanguageVersion, groups: tuple[tuple[str, ...], ...]
) -> None:
    for group in groups:
        if not getattr(ours, group[0]):
            for name in group:
                setattr(ours, name, getattr(theirs, name))


def _fill_the_rest(stays: Work, goes: Work) -> None:
    if stays.original_language == "und":
        stays.original_language = goes.original_language
    stays.audience = list(dict.fromkeys([*stays.audience, *goes.audience]))
    stays.extra = {**goes.extra, **stays.extra}
    notes = dict.fromkeys(note for note in (stays.staff_note, goes.staff_note) if note)
    stays.staff_note = "\n\n".join(notes)
    for name in ("plain_language_of_id", "superseded_by_id"):
        # A work is no companion of itself.
        if getattr(stays, name) in {stays.pk, goes.pk}:
            setattr(stays, name, None)


def _lead_here(stays: Work, goes: Work) -> None:
    """Let everything that names the one that goes name the one that stays."""
    for name in ("merged_into", "plain_language_of", "superseded_by"):
        Work.objects.filter(**{name: goes}).exclude(pk=stays.pk).update(**{name: stays})
    items = CollectionItem.objects.filter(work=goes)
    items.exclude(collection__in=CollectionItem.objects.filter(work=stays).values("collection")).update(
        work=stays
    )
    items.filter(work=goes).delete()
    for model in (Suggestion, ImportNote, HarvestedRecord):
        model._default_manager.filter(work=goes).update(work=stays)  # noqa: SLF001 -- Django's documented name
    for day in DayOfUse.objects.filter(work=goes):
        kept, _is_new = DayOfUse.objects.get_or_create(day=day.day, work=stays, language=day.language)
        DayOfUse.objects.filter(pk=kept.pk).update(
            opened=F("opened") + day.opened, fetched=F("fetched") + day.fetched
        )
        day.delete()


def _withdraw(stays: Work, goes: Work) -> None:
    goes.status, goes.merged_into = Status.WITHDRAWN, stays
    goes.withdrawn_because = str(_("The same work is kept under another address."))
    # A DOI stands in one record; it has gone over, or the other has its own.
    goes.doi = "" if goes.doi == stays.doi else goes.doi
    goes.save()
