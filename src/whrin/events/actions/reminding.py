"""Chores: letters before meetings and deadlines, and what is erased after. Each bears being done twice."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from whrin.events.enums import Coming, State
from whrin.events.letters import MEETING, send_about, send_reminder
from whrin.events.models import Going, Occasion, Registration, Watcher
from whrin.kit.days import today

#: Days for which it is known who came, after a meeting or a session.
KEPT_DAYS = 30
#: Days for which a visitor's registration waits for her word.
WAITING_DAYS = 14
_DAY, _HOUR = datetime.timedelta(hours=24), datetime.timedelta(minutes=90)
#: Days before a deadline, the nearest first.
_BEFORE = (2, 7)


def remind_of_meetings() -> int:
    """Write to the registered a day before and about an hour before; return how many letters."""
    now, sent = timezone.now(), 0
    rows = Registration.objects.filter(
        state=Coming.COMING,
        occasion__state=State.PUBLIC,
        occasion__begins_at__gt=now,
        occasion__begins_at__lte=now + _DAY,
    )
    for row in rows.select_related("occasion", "person").iterator(chunk_size=200):
        begins = row.occasion.begins_at
        why = "hour" if begins is not None and begins - now <= _HOUR else "day"
        sent += _tell(row, why)
    return sent


@transaction.atomic
def _tell(row: Registration, why: str) -> int:
    locked = Registration.objects.select_for_update().filter(pk=row.pk).first()
    if locked is None or why in locked.told:
        return 0
    # An hour before, it is too late for the letter of the day before.
    locked.told = [*locked.told, *(["day", "hour"] if why == "hour" else ["day"])]
    locked.save(update_fields=["told"])
    send_about(row, MEETING, why)
    return 1


def remind_of_deadlines() -> int:
    """Write to members who asked, 7 and 2 days before each deadline; return how many letters."""
    rows = Watcher.objects.filter(session__state=State.PUBLIC).select_related("session", "person__membership")
    return sum(_remind(row) for row in rows.prefetch_related("session__deadlines").iterator(chunk_size=200))


@transaction.atomic
def _remind(row: Watcher) -> int:
    sent = 0
    for deadline in row.session.deadlines.all():
        deadline.session = row.session
        left = (deadline.day - today()).days if deadline.day else -1
        step = next((days for days in _BEFORE if 0 <= left <= days), None)
        why = f"{deadline.pk} {deadline.day} {step}"
        if step is not None and why not in row.told:
            row.told = [*row.told, why]
            send_reminder(row, deadline, why)
            sent += 1
    if sent:
        row.save(update_fields=["told"])
    return sent


@transaction.atomic
def forget_who_came() -> int:
    """Erase who came and how one joined, `KEPT_DAYS` after meetings and sessions or after they were off, and
    who never said that it was she; return how many rows.
    """
    unsaid = today() - datetime.timedelta(days=WAITING_DAYS)
    waited = Registration.objects.filter(state=Coming.WAITING, day__lt=unsaid).delete()[0]
    due = today() - datetime.timedelta(days=KEPT_DAYS)
    midnight = datetime.datetime.combine(due, datetime.time(), datetime.UTC)
    is_over = Q(ends_at__lt=midnight) | Q(off_since__lt=due)
    over = Occasion.objects.filter(is_over).exclude(wrapped_key="")
    gone = waited + Registration.objects.filter(occasion__in=over.order_by()).delete()[0]
    over.update(takes_registrations=False, sealed_link="", wrapped_key="")
    ended = Q(session__ends__lt=due) | Q(session__ends=None, session__starts__lt=due)
    for model in (Going, Watcher):
        gone += model.objects.filter(ended).delete()[0]
    return gone
