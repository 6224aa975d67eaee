"""Letters that came back: counted by status (RFC 3463), until no more are sent to an address that is gone.

What is written in them is not kept: it may quote what was sent.
"""

import datetime

from django.db import transaction

from whrin.kit.days import today
from whrin.mailing.models import Returned
from whrin.people.models import Address, Person

#: Hundredths for a status, and at how many the address is put on hold.
_HARD, _OTHER, _SOFT, FULL = 100, 50, 10, 500
#: So many hard ones within two days put the address on hold as well.
_HARD_TWICE = 2
_STALE = datetime.timedelta(days=7)
#: The mailbox, its domain or the way to it does not exist.
_GONE = {"5.1.1", "5.1.2", "5.1.6", "5.1.10", "5.4.4"}


def weight_of(status: str) -> int:
    """Return what a status counts, in hundredths; an unknown one counts as passing trouble."""
    if status in _GONE:
        return _HARD
    return _OTHER if status.startswith("5.") else _SOFT


@transaction.atomic
def count_return(*, person: Person, status: str) -> None:
    """Count a letter that came back, at most one a day, and put the address on hold when it is enough."""
    row, _made = Returned.objects.select_for_update().get_or_create(person=person)
    day = today()
    if row.day == day:
        return
    if row.day is None or day - row.day > _STALE:
        row.score = row.hard = 0
    is_hard = status in _GONE
    follows = row.day is not None and (day - row.day).days <= 2
    row.hard = (row.hard + 1 if follows else 1) if is_hard else row.hard
    row.score += weight_of(status)
    row.status, row.day = status[:12], day
    row.save()
    if row.score >= FULL or (is_hard and row.hard >= _HARD_TWICE):
        put_on_hold(person=person)


def put_on_hold(*, person: Person) -> None:
    """Send nothing more to the person's address; her account's page tells her, and asks for another."""
    Address.objects.filter(person=person).update(on_hold=True)
