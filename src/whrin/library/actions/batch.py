"""One change for many works: looked at first, done in one step, undone as one."""

import datetime
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.audit.models import Event
from whrin.library.actions.works import NotAllowed, keep_changes
from whrin.library.enums import Status
from whrin.library.models import Work
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import may_edit
from whrin.people.models import Person

#: Works that one batch changes at most.
MOST = 500
_VERB = "change work in batch"
#: Relations of many, and the column that names their rows.
_MANY = {"topics": "slug", "countries": "code", "regions": "code"}

#: What a batch can change of a work: codes of each relation and column.
State = Mapping[str, Any]


class ChangedSince(LibraryRefusal):
    """Works were changed after the preview; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Some of these works were changed since the preview. Please look at it again."))


class NothingChosen(LibraryRefusal):
    """No works, too many, or nothing to change."""

    def __init__(self) -> None:
        super().__init__(_("Choose at least one work and something to change; at most 500 works at once."))


@dataclass(frozen=True)
class Change:
    """What is added, taken away and set; codes and slugs. Empty strings leave a column alone."""

    add_topics: Sequence[str] = ()
    remove_topics: Sequence[str] = ()
    add_countries: Sequence[str] = ()
    add_regions: Sequence[str] = ()
    add_audience: Sequence[str] = ()
    licence_id: str = ""
    publisher_kind: str = ""

    def applied_to(self, before: State) -> dict[str, Any]:
        """Return what a work is after the change."""
        removed = set(self.remove_topics)
        topics = [*before["topics"], *self.add_topics]
        return {
            "topics": _once(topic for topic in topics if topic not in removed),
            "countries": _once([*before["countries"], *self.add_countries]),
            "regions": _once([*before["regions"], *self.add_regions]),
            "audience": _once([*before["audience"], *self.add_audience]),
            "licence_id": self.licence_id or before["licence_id"],
            "publisher_kind": self.publisher_kind or before["publisher_kind"],
        }


@dataclass(frozen=True)
class Planned:
    """One work of a batch: only what changes, before and after."""

    work: Work
    before: State
    after: State


def plan(*, works: Iterable[Work], change: Change) -> list[Planned]:
    """Return what a change would do; works that it leaves as they are, and withdrawn ones, are not in it."""
    planned = []
    for work in works:
        before = _state(work)
        after = change.applied_to(before)
        changed = [name for name in after if after[name] != before[name]]
        if changed and work.status != Status.WITHDRAWN:
            planned.append(
                Planned(
                    work, {name: before[name] for name in changed}, {name: after[name] for name in changed}
                )
            )
    return planned


@transaction.atomic
def change_works(
    *, keys: Sequence[int], change: Change, as_of: Mapping[int, datetime.datetime], by: Person
) -> str:
    """Change all of these works, or none. `as_of`: when each was last changed, as it was previewed. Returns
    the batch's name, for undoing. Raises `NotAllowed`, `NothingChosen` and `ChangedSince`.
    """
    if not may_edit(by):
        raise NotAllowed
    planned = plan(works=_held(keys), change=change)
    if not planned or len(keys) > MOST:
        raise NothingChosen
    if any(as_of.get(each.work.pk) != each.work.changed_at for each in planned):
        raise ChangedSince
    batch = secrets.token_hex(8)
    for each in planned:
        _apply(each.work, each.after, by)
        detail = {"before": dict(each.before), "after": dict(each.after)}
        record(verb=_VERB, about=each.work, by=by, batch=batch, **detail)
    return batch


@transaction.atomic
def undo_batch(*, batch: str, by: Person) -> int:
    """Put back what a batch changed, wherever it still stands as the batch left it; return in how many
    works. Raises `NotAllowed`.
    """
    if not may_edit(by):
        raise NotAllowed
    events = {_key(event): event.detail for event in batch_events(batch)}
    done = 0
    for work in _held(list(events)):
        detail, now = events[work.pk], _state(work)
        back = {name: detail["before"][name] for name, left in detail["after"].items() if now[name] == left}
        if back:
            _apply(work, back, by)
            record(verb="undo change in batch", about=work, by=by, batch=batch, back=back)
            done += 1
    return done


def batch_events(batch: str) -> list[Event]:
    """Return what was written down of a batch, one event a work."""
    return list(Event.objects.filter(verb=_VERB, detail__batch=batch).order_by("pk"))


def batch_works(batch: str) -> list[Work]:
    """Return the works that a batch changed."""
    keys = [_key(event) for event in batch_events(batch)]
    return list(Work.objects.filter(pk__in=keys).prefetch_related("versions").order_by("pk"))


def _only(state: State, names: Iterable[str]) -> State:
    return {name: state[name] for name in names}


def _key(event: Event) -> int:
    return int(event.about.rpartition(":")[2])


def _held(keys: Sequence[int]) -> list[Work]:
    works = Work.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return list(works.prefetch_related("topics", "countries", "regions", "versions"))


def _state(work: Work) -> State:
    many = {
        name: sorted(getattr(each, column) for each in getattr(work, name).all())
        for name, column in _MANY.items()
    }
    return {
        **many,
        "audience": sorted(work.audience),
        "licence_id": work.licence_id or "",
        "publisher_kind": work.publisher_kind,
    }


def _apply(work: Work, state: State, by: Person) -> None:
    for name, value in state.items():
        if name in _MANY:
            rows = work._meta.get_field(name).related_model  # noqa: SLF001 -- Django's documented name
            getattr(work, name).set(rows.objects.filter(**{f"{_MANY[name]}__in": value}))  # type: ignore[union-attr]  # a model
        else:
            setattr(work, name, value if value or name != "licence_id" else None)
    work.save()
    # What was brought along is old now.
    vars(work).pop("_prefetched_objects_cache", None)
    keep_changes(work=work, by=by)


def _once(values: Iterable[str]) -> list[str]:
    return sorted(set(values))
