"""Tells reviewers that something of their regions waits: in neutral words, at most one letter a day."""

from django.urls import reverse

from whrin.mailing.letters import Letter
from whrin.mailing.waiting import please_look, tell_what_waits
from whrin.people.models import Person
from whrin.services.models import Reviewer
from whrin.services.queries import waiting_near
from whrin.services.reviewing.doors import may_review

KIND = "services.review"


def tell_reviewers() -> int:
    """Queue a word to each reviewer who can be written to and for whom something new waits; return how many.
    Daily.
    """
    reachable = Person.objects.filter(
        pk__in=Reviewer.objects.values("person"), address__is_confirmed=True, address__on_hold=False
    )
    people = reachable.select_related("membership").order_by("pk")
    return sum(tell_what_waits(kind=KIND, person=person, waiting=_waiting(person)) for person in people)


def _waiting(person: Person) -> list[str]:
    """Return names of what waits; none for her who reviews no more."""
    if not may_review(person):
        return []
    return [str(pk) for pk in waiting_near(person).order_by().values_list("pk", flat=True)]


def compose_notice(_key: str, person: Person | None) -> Letter | None:
    """Return the word that something waits; None: no more, or she reviews no more."""
    if person is None or not _waiting(person):
        return None
    return please_look(reverse("services:review"))
