"""Sessions: opened, seen and ended by the one they belong to."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.people.models import OpenSession, Person


@transaction.atomic
def note_session(*, person: Person, row_key: str, device: str, is_shared: bool) -> OpenSession:
    """Write down that a session is hers."""
    session, _made = OpenSession.objects.update_or_create(
        row_key=row_key,
        defaults={
            "person": person,
            "device": device,
            "is_shared": is_shared,
            "began": today(),
        },
    )
    return session


@transaction.atomic
def end_session(*, session: OpenSession, by: Person) -> None:
    """End one session, wherever it is open."""
    Session.objects.filter(session_key=session.row_key).delete()
    record(verb="end a session", about=by, by=by)
    session.delete()


@transaction.atomic
def end_all_sessions(*, person: Person, but: str = "") -> int:
    """End every session of the person, apart from the one with the row key `but`; return how many."""
    open_ones = OpenSession.objects.filter(person=person).exclude(row_key=but)
    keys = list(open_ones.values_list("row_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    open_ones.delete()
    if keys:
        record(verb="end all sessions", about=person, by=person)
    return len(keys)


def forget_ended_sessions() -> None:
    """Delete the notes of sessions whose rows are gone or out of time."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    OpenSession.objects.exclude(row_key__in=alive).delete()
