"""Tells reviewers that something of their regions waits: in neutral words, at most one letter a day."""

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.kit.days import today
from whrin.mailing.letters import Letter
from whrin.mailing.queue import enqueue
from whrin.people.addresses import language_of
from whrin.people.marks import mark_of
from whrin.people.models import Person
from whrin.services.models import Reviewer
from whrin.services.queries import waiting_near
from whrin.services.reviewing.doors import may_review

KIND = "services.review"
_REMEMBERED = 30 * 86400


def tell_reviewers() -> int:
    """Queue a word to each reviewer who can be written to and for whom something new waits; return how many.

    Daily. The cache remembers how far each was told, and when; should it forget, she is told once more.
    """
    reachable = Person.objects.filter(
        pk__in=Reviewer.objects.values("person"), address__is_confirmed=True, address__on_hold=False
    )
    return sum(_tell(person) for person in reachable.select_related("membership").order_by("pk"))


def _tell(person: Person) -> bool:
    newest = waiting_near(person).aggregate(newest=Max("pk"))["newest"] if may_review(person) else None
    key, day = f"services-reviewer-told-{person.pk}", today().isoformat()
    told_on, told = cache.get(key, ("", 0))
    if newest is None or newest <= told or told_on == day:
        return False
    stem = mark_of(f"{KIND} {person.pk} {day}", purpose="stem of a letter")
    with transaction.atomic():
        enqueue(kind=KIND, key="", person=person, language=language_of(person), stem=stem)
    cache.set(key, (day, newest), _REMEMBERED)
    return True


def compose_notice(_key: str, person: Person | None) -> Letter | None:
    """Return the word that something waits; None: no more, or she reviews no more."""
    if person is None or not may_review(person) or not waiting_near(person).exists():
        return None
    address = settings.WHRIN_ADDRESS + reverse("services:review")
    return Letter(
        subject=_("Something waits for you"),
        text=_("Please have a look when you can:\n\n%(address)s") % {"address": address},
    )
