"""Keeps the calendar: every record of the desk is written here."""

from django.db import transaction
from django.utils import timezone

from whrin.audit.actions import Actor, record
from whrin.events.actions.showing import show_anew
from whrin.events.enums import Coming, OccasionKind, State
from whrin.events.letters import MEETING, OFF, send_about
from whrin.events.models import Body, Deadline, Decision, FollowUp, Occasion, Session, UnderReview
from whrin.events.sealing import seal_link
from whrin.kit.days import today
from whrin.library.actions import add_work
from whrin.library.enums import Kind
from whrin.library.models import Work
from whrin.people.keys import new_wrapped_key
from whrin.people.models import Person

Record = Body | Session | Deadline | UnderReview | Decision | Occasion
MEETINGS = frozenset({OccasionKind.MEETING, OccasionKind.WEBINAR, OccasionKind.TRAINING})


@transaction.atomic
def keep_record(*, row: Record, by: Actor | None) -> None:
    """Write a record, new or changed, that its form found right. Calendars learn of the change."""
    if isinstance(row, Session | Deadline | Occasion):
        row.edition = row.edition if row.pk is None else row.edition + 1
        row.changed_on = today()
    before = Occasion.objects.filter(pk=row.pk).first() if isinstance(row, Occasion) and row.pk else None
    if isinstance(row, Occasion):
        row.created_on = row.created_on or today()
        if row.kind in MEETINGS and not row.wrapped_key:
            row.wrapped_key = new_wrapped_key()
        _note_off(before, row)
    row.save()
    record(verb=f"keep {row._meta.model_name}", about=row, by=by)  # noqa: SLF001 -- Django's documented name
    show_anew(_shown_with(row))
    if before is not None and isinstance(row, Occasion):
        _tell_who_comes(before, row)


def _note_off(before: Occasion | None, now: Occasion) -> None:
    """Write down since when a meeting is off: who comes to it is not known for longer than after one that
    took place.
    """
    if _is_on(now):
        now.off_since = None
    elif now.off_since is None and (now.state == State.WITHDRAWN or (before is not None and _is_on(before))):
        now.off_since = today()


def _is_on(occasion: Occasion) -> bool:
    return occasion.state == State.PUBLIC and occasion.ends_at is not None


def _tell_who_comes(before: Occasion, now: Occasion) -> None:
    """Write to the registered when a meeting that is still to be has moved, or does not take place; or has
    hours again.
    """
    if before.state != State.PUBLIC or (before.begins_at and before.begins_at < timezone.now()):
        return
    is_off = not _is_on(now)
    if (now.begins_at, now.ends_at, is_off) == (before.begins_at, before.ends_at, not _is_on(before)):
        return
    for registration in now.registrations.filter(state=Coming.COMING).select_related("person"):
        registration.occasion = now
        registration.told = []
        registration.save(update_fields=["told"])
        send_about(registration, OFF if is_off else MEETING, f"edition {now.edition}")


def _shown_with(row: Record) -> list[Session | Occasion]:
    if isinstance(row, Session | Occasion):
        return [row]
    return list(row.sessions.all()) if isinstance(row, Body) else [row.session]


@transaction.atomic
def remove_record(*, row: Deadline | UnderReview, by: Actor) -> None:
    """Delete a deadline, or a country under review, that was written down wrongly."""
    session = row.session
    record(verb=f"remove {row._meta.model_name}", about=row, by=by)  # noqa: SLF001 -- Django's documented name
    row.delete()
    show_anew([session])


@transaction.atomic
def note_follow_up(*, row: FollowUp, by: Actor | None) -> None:
    """Add how far a country is; what was known before stays beside it."""
    same = FollowUp.objects.select_for_update().filter(decision=row.decision, country=row.country)
    same.filter(is_current=True).update(is_current=False)
    newest = same.order_by("-on", "-pk").first()
    row.is_current = newest is None or newest.on <= row.on
    row.save()
    if newest is not None and not row.is_current:
        FollowUp.objects.filter(pk=newest.pk).update(is_current=True)
    record(verb="note follow-up", about=row, by=by, state=row.state)
    show_anew([])


@transaction.atomic
def set_link(*, occasion: Occasion, link: str, by: Actor | None) -> None:
    """Write down how to join, sealed under the meeting's own key; empty takes it away."""
    locked = Occasion.objects.select_for_update().get(pk=occasion.pk)
    locked.wrapped_key = locked.wrapped_key or new_wrapped_key()
    locked.sealed_link = seal_link(locked, link)
    locked.save(update_fields=["wrapped_key", "sealed_link"])
    record(verb="set joining link", about=locked, by=by)
    occasion.refresh_from_db()


@transaction.atomic
def attach_recording(*, occasion: Occasion, by: Person, slug: str, title: str, address: str) -> bool:
    """Put a recording or slides beside a meeting: the work of this short name, else a new draft of the
    library, which is shown once it is published there. Return whether there was anything to attach. Raises
    what `add_work` raises.
    """
    work = Work.objects.filter(slug=slug).first() if slug else None
    if work is None and not slug and title and address:
        language = (occasion.languages or [next(iter(occasion.names), "en")])[0]
        work = add_work(title=title, language=language, kind=Kind.VIDEO, by=by, addresses=[address])
    if work is None:
        return False
    occasion.works.add(work)
    record(verb="attach work to meeting", about=occasion, by=by, work=work.slug)
    show_anew([occasion])
    return True
