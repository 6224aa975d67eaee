"""Seats for those who are invited: links that let in once and say nothing of who holds them."""

import datetime
import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.people.sealing import fingerprint
from whrin.surveys.enums import Audience, Part
from whrin.surveys.models import Form, Invitation
from whrin.surveys.rights import demand

#: Links that are made together.
MOST = 500
#: Bytes of chance in a link: 22 letters.
_BYTES = 16


class CannotInvite(Exception):
    """The form is not for those who are invited, or these are too many."""

    def __init__(self) -> None:
        super().__init__(_("This form is not for those who are invited."))


class SeatTaken(Exception):
    """Somebody has used this seat, or its time is over."""

    def __init__(self) -> None:
        super().__init__(_("This invitation was used, or its time is over. Ask those who gave it to you."))


@transaction.atomic
def invite(*, form: Form, number: int, last_day: datetime.date, by: Person | None) -> list[str]:
    """Make seats, and return the secret of each; we keep what cannot be turned back into them. `number`:
    1 to `MOST`. Raises `CannotInvite`.
    """
    demand(by, form, Part.AUTHOR)
    if form.audience != Audience.INVITED or not 1 <= number <= MOST:
        raise CannotInvite
    made = [secrets.token_urlsafe(_BYTES) for _seat in range(number)]
    Invitation.objects.bulk_create(
        Invitation(form=form, fingerprint=fingerprint(secret), expires_on=last_day) for secret in made
    )
    record(verb="invite", about=form, by=by, number=number)
    return made


@transaction.atomic
def revoke_invitations(*, form: Form, by: Person | None) -> int:
    """End all seats that nobody has used; return how many."""
    demand(by, form, Part.AUTHOR)
    ended = form.invitations.filter(is_used=False).delete()[0]
    record(verb="revoke", about=form, by=by, number=ended)
    return ended


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Person | None) -> None:
    """End one seat, so that another can be made for whoever has lost its link. Raises `SeatTaken`."""
    demand(by, invitation.form, Part.AUTHOR)
    ended = Invitation.objects.select_for_update().filter(pk=invitation.pk, is_used=False).first()
    if ended is None:
        raise SeatTaken
    ended.delete()
    record(verb="revoke", about=invitation.form, by=by, number=1)


@transaction.atomic
def prolong_invitations(*, form: Form, last_day: datetime.date, by: Person | None) -> int:
    """Give all seats that nobody has used another last day, sooner or later; return how many."""
    demand(by, form, Part.AUTHOR)
    moved = form.invitations.filter(is_used=False).update(expires_on=last_day)
    record(verb="prolong", about=form, by=by, number=moved)
    return moved


def seat_for(form: Form, secret: str) -> Invitation | None:
    """Return the seat that a link stands for, while it can be used."""
    if form.audience != Audience.INVITED or not secret:
        return None
    free = form.invitations.filter(is_used=False, expires_on__gte=today())
    return free.filter(fingerprint=fingerprint(secret)).first()


def spend(*, invitation: Invitation) -> None:
    """Use a seat up. In the transaction that keeps the answer. Raises `SeatTaken`."""
    free = Invitation.objects.filter(pk=invitation.pk, is_used=False, expires_on__gte=today())
    if not free.update(is_used=True):
        raise SeatTaken
