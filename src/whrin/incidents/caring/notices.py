"""Tells caseworkers that something waits: neutral words that lead to their account, at most one letter a day.

The letter names neither reports nor this desk: whoever reads her mail, or runs its server, learns that an
account has something to look at.
"""

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.incidents.enums import ReportState, Role, StandingState
from whrin.incidents.models import Message
from whrin.incidents.queries import reports_for
from whrin.kit.days import today
from whrin.mailing.letters import Letter
from whrin.mailing.queue import enqueue
from whrin.people.addresses import language_of
from whrin.people.marks import mark_of
from whrin.people.models import Person

KIND = "incidents.waiting"
_REMEMBERED = 30 * 86400


def tell_caseworkers() -> int:
    """Queue a word to each caseworker for whom something new waits, if she has an address; return how many.

    Daily. The cache remembers how far each was told, and when; should it forget, she is told once more.
    """
    reachable = Person.objects.filter(
        incident_standings__role=Role.CASEWORKER,
        incident_standings__state=StandingState.CONFIRMED,
        address__is_confirmed=True,
        address__on_hold=False,
    )
    return sum(_tell(person) for person in reachable.select_related("membership").order_by("pk"))


def _tell(person: Person) -> bool:
    waiting, day = _waiting(person), today().isoformat()
    key = f"incidents-told-{person.pk}"
    told_on, told = cache.get(key, ("", ()))
    if not set(waiting) - set(told) or told_on == day:
        return False
    stem = mark_of(f"{KIND} {person.pk} {day}", purpose="stem of a letter")
    with transaction.atomic():
        enqueue(kind=KIND, key="", person=person, language=language_of(person), stem=stem)
    cache.set(key, (day, waiting), _REMEMBERED)
    return True


def _waiting(person: Person) -> tuple[str, ...]:
    """Return marks of what waits: reports nobody opened yet, and the newest message where she wrote last."""
    reports = reports_for(person)
    fresh = reports.filter(state=ReportState.NEW).values_list("pk", flat=True)
    written = Message.objects.filter(report__in=reports.filter(state=ReportState.OPEN).values("pk"))
    newest = written.aggregate(newest=Max("pk"))["newest"]
    marks = [*(str(uid) for uid in fresh), *([f"message {newest}"] if newest else [])]
    return tuple(mark_of(one, purpose=KIND)[:20] for one in marks)


def compose_notice(_key: str, person: Person | None) -> Letter | None:
    """Return the word that something waits; None: no more, or not for her any more."""
    if person is None or not _waiting(person):
        return None
    return Letter(
        subject=_("Something waits for you"),
        text=_("Please have a look when you can:\n\n%(address)s")
        % {"address": settings.WHRIN_ADDRESS + reverse("account_home")},
    )
