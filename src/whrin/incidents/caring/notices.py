"""Tells caseworkers that something waits: neutral words that lead to their account, at most one letter a day.

The letter names neither reports nor this desk: whoever reads her mail, or runs its server, learns that an
account has something to look at.
"""

from django.db.models import Max
from django.urls import reverse

from whrin.incidents.enums import ReportState, Role, StandingState
from whrin.incidents.models import Message
from whrin.incidents.queries import reports_for
from whrin.mailing.letters import Letter
from whrin.mailing.waiting import please_look, tell_what_waits
from whrin.people.models import Person

KIND = "incidents.waiting"


def tell_caseworkers() -> int:
    """Queue a word to each caseworker for whom something new waits, if she has an address; return how many.
    Daily.
    """
    reachable = Person.objects.filter(
        incident_standings__role=Role.CASEWORKER,
        incident_standings__state=StandingState.CONFIRMED,
        address__is_confirmed=True,
        address__on_hold=False,
    )
    people = reachable.select_related("membership").order_by("pk")
    return sum(tell_what_waits(kind=KIND, person=person, waiting=_waiting(person)) for person in people)


def _waiting(person: Person) -> list[str]:
    """Return names of what waits: reports nobody opened yet, and the newest message where she wrote last."""
    reports = reports_for(person)
    fresh = reports.filter(state=ReportState.NEW).values_list("pk", flat=True)
    written = Message.objects.filter(report__in=reports.filter(state=ReportState.OPEN).values("pk"))
    newest = written.aggregate(newest=Max("pk"))["newest"]
    return [*(str(uid) for uid in fresh), *([f"message {newest}"] if newest else [])]


def compose_notice(_key: str, person: Person | None) -> Letter | None:
    """Return the word that something waits; None: no more, or not for her any more."""
    if person is None or not _waiting(person):
        return None
    return please_look(reverse("account_home"))
