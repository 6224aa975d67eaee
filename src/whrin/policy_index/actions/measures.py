"""Makes, changes, publishes and withdraws measures. Every change of a field is a row of history."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import Actor, record
from whrin.kit.days import today
from whrin.kit.lots import by_lot
from whrin.kit.text import clean_line, clean_text
from whrin.library.models import Work
from whrin.policy_index.actions.showing import show_anew
from whrin.policy_index.checking import Fault, faults_in
from whrin.policy_index.content import SOURCE_PARTS, TEXT, TEXT_PARTS, Content, content_of, differing
from whrin.policy_index.enums import Role, State
from whrin.policy_index.models import Change, Measure, MeasureSource
from whrin.policy_index.rules import RESERVED
from whrin.topics.models import Topic


class WrongContent(ValueError):
    """Some values cannot be kept. `faults`: what is wrong, by field."""

    message = _("Some of it cannot be kept.")

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__(self.message)
        self.faults = faults


class CannotPublish(ValueError):
    """There is too little of it, or it is public."""

    message = _("To be shown it needs a title, a summary and a source.")


def role_of(by: Actor | None) -> Role:
    """Return as what somebody acts."""
    if by is None:
        return Role.SYSTEM
    return Role.COORDINATOR if getattr(by, "is_superuser", False) else Role.EDITOR


@transaction.atomic
def create_measure(*, content: Mapping[str, Any], by: Actor | None, is_sample: bool = False) -> Measure:
    """Make a draft out of content (`content.py`). Raises `WrongContent`; nothing is made then."""
    wanted = _tidied(content)
    if faults := faults_in(wanted):
        raise WrongContent(faults)
    title = next(text["title"] for field, text in wanted.items() if field.startswith(TEXT) and text["title"])
    measure = Measure.objects.create(
        slug=_free_slug(title),
        kind=wanted["kind"],
        status=wanted["status"],
        country_id=wanted["country"],
        is_sample=is_sample,
        created_on=today(),
        edited_on=today(),
    )
    _write(measure, {}, wanted, by)
    record(verb="create measure", about=measure, by=by)
    return measure


@transaction.atomic
def change_measure(*, measure: Measure, content: Mapping[str, Any], by: Actor | None) -> list[str]:
    """Make a measure say what `content` says of the fields it names; return those that changed. Raises
    `WrongContent`, and `CannotPublish` where a public one would lose what it must have; nothing is changed
    then.
    """
    locked = Measure.objects.select_for_update().get(pk=measure.pk)
    before, wanted = content_of(locked), _tidied(content)
    if faults := faults_in({**before, **wanted}):
        raise WrongContent(faults)
    changed = _write(locked, before, wanted, by)
    if changed:
        if locked.state == State.PUBLIC:
            _must_be_enough(locked)
        record(verb="change measure", about=locked, by=by, fields=changed)
        show_anew([locked])
    measure.refresh_from_db()
    return changed


@transaction.atomic
def publish_measure(*, measure: Measure, by: Actor | None) -> None:
    """Let everybody read it, also one that was withdrawn. Raises `CannotPublish`."""
    locked = Measure.objects.select_for_update().get(pk=measure.pk)
    _must_be_enough(locked)
    _put_state(locked, State.PUBLIC, by)
    measure.refresh_from_db()


@transaction.atomic
def withdraw_measure(*, measure: Measure, by: Actor | None) -> None:
    """Take it away from the public; its address says that it is gone. Doing it twice is the same as once."""
    _put_state(Measure.objects.select_for_update().get(pk=measure.pk), State.WITHDRAWN, by)
    measure.refresh_from_db()


@transaction.atomic
def note_check(*, measure: Measure, by: Actor) -> None:
    """Write down that somebody compared all of it with the world today and found it right."""
    locked = Measure.objects.select_for_update().get(pk=measure.pk)
    locked.checked_on, locked.checked_as = today(), role_of(by)
    locked.save(update_fields=["checked_on", "checked_as"])
    record(verb="check measure", about=locked, by=by)
    show_anew([locked])
    measure.refresh_from_db()


def _put_state(measure: Measure, state: State, by: Actor | None) -> None:
    if measure.state == state:
        return
    measure.state = state
    measure.save(update_fields=["state"])
    record(verb="publish measure" if state == State.PUBLIC else "withdraw measure", about=measure, by=by)
    show_anew([measure])


def _must_be_enough(measure: Measure) -> None:
    is_told = any(text.get("title") and text.get("summary") for text in measure.texts.values())
    if not is_told or not measure.sources.exists():
        raise CannotPublish(CannotPublish.message)


def _tidied(content: Mapping[str, Any]) -> Content:
    """Return content as it is kept: texts cleaned, empty dates and sources left out."""
    wanted: Content = dict(content)
    for field, value in content.items():
        if field.startswith(TEXT):
            text = value or {}
            wanted[field] = {name: clean_text(str(text.get(name, ""))) for name in TEXT_PARTS}
            wanted[field]["title"] = clean_line(wanted[field]["title"])[:300]
    if "dates" in wanted:
        wanted["dates"] = {name: clean_line(day) for name, day in wanted["dates"].items() if clean_line(day)}
    if "topics" in wanted:
        wanted["topics"] = sorted(wanted["topics"])
    if "sources" in wanted:
        rows = [{name: clean_line(row.get(name, "")) for name in SOURCE_PARTS} for row in wanted["sources"]]
        wanted["sources"] = [row for row in rows if any(row.values())]
    return wanted


def _write(measure: Measure, before: Content, wanted: Content, by: Actor | None) -> list[str]:
    """Write every field that differs and its history; return their names."""
    changes = differing(before, wanted)
    number = (measure.changes.aggregate(newest=Max("number"))["newest"] or 0) + 1
    for field, (_old, new) in changes.items():
        _put(measure, field, new)
    Change.objects.bulk_create(
        Change(measure=measure, number=number, field=field, old=old, new=new, day=today(), role=role_of(by))
        for field, (old, new) in changes.items()
    )
    if changes:
        measure.edited_on = today()
        measure.save()
    return sorted(changes)


def _put(measure: Measure, field: str, value: Any) -> None:
    if field.startswith(TEXT):
        tag = field.removeprefix(TEXT)
        measure.texts = {**measure.texts, tag: value}
        if value is None:
            del measure.texts[tag]
    elif field == "topics":
        measure.topics.set(Topic.objects.filter(slug__in=value))
    elif field == "sources":
        _put_sources(measure, value)
    elif field in {"country", "part"}:
        setattr(measure, f"{field}_id", value or None)
    else:
        setattr(measure, field, value)


def _put_sources(measure: Measure, rows: list[dict[str, str]]) -> None:
    works = {work.slug: work for work in Work.objects.filter(slug__in=[row["work"] for row in rows])}
    measure.sources.all().delete()
    MeasureSource.objects.bulk_create(
        MeasureSource(measure=measure, number=number, **{**row, "work": works.get(row["work"])})
        for number, row in enumerate(rows)
    )


def _free_slug(title: str) -> str:
    """Return a free short name: of the title's letters, or by lot where it has no Latin ones."""
    base = slugify(title)[:60].strip("-") or f"measure-{by_lot() % 10**8:08d}"
    slug, number = base, 1
    while slug in RESERVED or Measure.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
