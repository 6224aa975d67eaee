"""Neutral letters that something waits for her: at most one a day for each kind, none twice for the same."""

from collections.abc import Collection

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from whrin.kit.days import today
from whrin.mailing.letters import Letter
from whrin.mailing.queue import enqueue
from whrin.people.addresses import language_of
from whrin.people.marks import mark_of
from whrin.people.models import Person

_REMEMBERED = 30 * 86400


def tell_what_waits(*, kind: str, person: Person, waiting: Collection[str]) -> bool:
    """Queue a letter of a kind to her if something waits that she was not told of, and none went today; say
    whether it was queued.

    `waiting`: a name for each thing; only marks of them are remembered, in the cache. Should it forget, she
    is told once more. The letter is composed, in neutral words, by whoever registered its kind.
    """
    marks = {mark_of(name, purpose=kind)[:20] for name in waiting}
    key, day = f"told-{kind}-{person.pk}", today().isoformat()
    told_on, told = cache.get(key, ("", frozenset()))
    if not marks - set(told) or told_on == day:
        return False
    stem = mark_of(f"{kind} {person.pk} {day}", purpose="stem of a letter")
    with transaction.atomic():
        enqueue(kind=kind, key="", person=person, language=language_of(person), stem=stem)
    cache.set(key, (day, frozenset(marks)), _REMEMBERED)
    return True


def please_look(path: str) -> Letter:
    """Return the neutral letter: something waits, and the page of this path shows what."""
    return Letter(
        subject=_("Something waits for you"),
        text=_("Please have a look when you can:\n\n%(address)s")
        % {"address": settings.WHRIN_ADDRESS + path},
    )
