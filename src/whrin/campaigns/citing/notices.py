"""Tells holders that figures of their papers changed or went: neutral words, once a day at most."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse

from whrin.campaigns.actions.citing import ALIVE, refresh_citations
from whrin.campaigns.enums import Role, Standing
from whrin.campaigns.models import Citation, Listener, Seat
from whrin.mailing.letters import Letter
from whrin.mailing.waiting import please_look, tell_what_waits
from whrin.people.models import Person

KIND = "campaigns.evidence"


def refresh_and_tell() -> int:
    """Compare the evidence of all open papers with its sources; queue a word to each holder who can be
    written to and was not told yet; return how many. Daily.
    """
    refresh_citations()
    reachable = Person.objects.filter(
        paper_seats__role=Role.HOLDER,
        paper_seats__paper__in=_news().values("paper"),
        is_active=True,
        address__is_confirmed=True,
        address__on_hold=False,
    )
    people = reachable.select_related("membership").distinct().order_by("pk")
    return sum(tell_what_waits(kind=KIND, person=person, waiting=_waiting(person)) for person in people)


def _news() -> QuerySet[Citation]:
    """Return what is not as its holder saw it last, in papers that live."""
    return Citation.objects.filter(paper__state__in=ALIVE).exclude(state=Standing.FRESH)


def _waiting(person: Person) -> Sequence[str]:
    quiet = Listener.objects.filter(person=person, wants_letters=False).values("paper")
    held = Seat.objects.filter(person=person, role=Role.HOLDER).exclude(paper__in=quiet).values("paper")
    rows = _news().filter(paper__in=held).values_list("pk", "state", "fact")
    return [f"{pk} {state} {fact['value']} {fact['n']}" for pk, state, fact in rows]


def compose_notice(_key: str, person: Person | None) -> Letter | None:
    """Return the word that something waits; None: she saw it meanwhile."""
    if person is None or not _waiting(person):
        return None
    return please_look(reverse("campaigns:papers_mine"))
