"""A phone or tablet at an event, on which people sign one after the other, for one day."""

import datetime
import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.campaigns.enums import State
from whrin.campaigns.models import Call, Kiosk
from whrin.kit.days import today
from whrin.kit.text import clean_line
from whrin.people.marks import mark_of
from whrin.people.models import Person

#: Bytes of the secret in a link: it is typed by nobody.
_SECRET = 16
#: Days ahead for which a link is made.
AHEAD = 30


class NoKiosk(Exception):
    """Nobody can sign on that day: the call is not open, or the day is over or too far off."""

    def __init__(self) -> None:
        super().__init__(_("Choose a day, from today on, on which the paper can be signed."))


def kiosk_mark(secret: str) -> str:
    """Return what a kiosk is found by."""
    return mark_of(secret, purpose="kiosk")


@transaction.atomic
def make_kiosk(*, call: Call, place: str, day: datetime.date, by: Person) -> tuple[Kiosk, str]:
    """Make a link for one day; return it with its secret, which is kept nowhere. Raises `NoKiosk`."""
    is_in_time = call.closes_on is None or day <= call.closes_on
    is_open = call.paper.state == State.OPEN and call.delivered_on is None and call.takes_people
    if not is_open or not is_in_time or not today() <= day <= today() + datetime.timedelta(days=AHEAD):
        raise NoKiosk
    secret = secrets.token_urlsafe(_SECRET)
    made = Kiosk.objects.create(call=call, mark=kiosk_mark(secret), place=clean_line(place)[:200], day=day)
    record(verb="make a kiosk", about=call.paper, by=by, day=day.isoformat())
    return made, secret


@transaction.atomic
def close_kiosk(*, kiosk: Kiosk, by: Person) -> None:
    """End a link before its day does. Closing it twice is the same as once."""
    if Kiosk.objects.filter(pk=kiosk.pk, closed_on=None).update(closed_on=today()):
        record(verb="close a kiosk", about=kiosk.call.paper, by=by)
