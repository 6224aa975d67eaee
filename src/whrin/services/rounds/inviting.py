"""Informants of a round are asked: it opens, links are made and shown once, made anew, and reminded of.

Nobody's name or address is kept. A coordinator hands a link on, and only she knows to whom. So a reminder is
hers to send, to all informants of a country alike, whether they have answered or not.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.people.models import Person
from whrin.people.sealing import fingerprint
from whrin.services.answers.taking import begin_mapping
from whrin.services.enums import RoundState
from whrin.services.models import Round, Seat
from whrin.services.rounds.planning import RoundMoved, locked, may_be_asked
from whrin.services.rounds.seats import HAS_ANSWERED
from whrin.surveys.actions import edit_form, invite, open_form
from whrin.surveys.actions.forms import CannotOpenForm
from whrin.surveys.actions.invitations import MOST, revoke_invitation
from whrin.surveys.enums import Audience, FormState
from whrin.surveys.models import Form, Invitation

#: A round's results are public, so no form of one may show figures of fewer answers.
SMALLEST = 5


class CannotOpenRound(Exception):
    """There is no form that the informants could be asked with, or no day left."""


class HasAnswered(Exception):
    """The seat was used, so it gets no other link."""

    def __init__(self) -> None:
        super().__init__(_("An answer has come from this seat, so it gets no other link."))


@dataclass(frozen=True)
class Card:
    """A link as it is shown, once. `secret` is kept nowhere."""

    seat: Seat
    secret: str


@transaction.atomic
def open_round(*, one: Round, by: Person | None) -> Round:
    """Open a round: its form is answered by those alone who are invited, and answers become suggestions.
    Raises `CannotOpenRound`, `RoundMoved`.
    """
    one = locked(one, RoundState.PLANNED)
    if one.form is None or not may_be_asked(one.form):
        raise CannotOpenRound(_("Choose a form that asks for services, is not open, and has no answers yet."))
    if one.closes_on < today():
        raise CannotOpenRound(_("The last day is over."))
    form = edit_form(
        form=one.form,
        by=by,
        audience=Audience.INVITED,
        opens_on=one.opens_on,
        closes_on=one.closes_on,
        smallest_cell=max(one.form.smallest_cell, SMALLEST),
    )
    # Links that were made before, by hand, are nobody's seat.
    form.invitations.all().delete()
    try:
        open_form(form=form, by=by)
    except CannotOpenForm as refusal:
        raise CannotOpenRound(str(refusal)) from None
    begin_mapping(form=form, by=by)
    one.state = RoundState.OPEN
    one.save(update_fields=["state"])
    record(verb="open", about=one, by=by)
    advance_on_commit()
    return one


@transaction.atomic
def make_links(*, one: Round, countries: Collection[str], by: Person | None) -> list[Card]:
    """Invite to the seats of these countries that have no link yet, to `MOST` at most, and return their
    links. Once all have theirs, there is none left to make. Raises `RoundMoved`.
    """
    one = locked(one, RoundState.OPEN)
    free = one.seats.filter(country__in=countries, invitation=None, used=False).select_related("country")
    cards = _invite(one, list(free[:MOST]), by)
    if cards:
        record(verb="make links", about=one, by=by, countries=sorted(set(countries)), number=len(cards))
    return cards


@transaction.atomic
def renew_link(*, seat: Seat, by: Person | None) -> Card:
    """Make the link of a seat anew; the old one ends, and what was begun with it cannot be sent.

    Raises `HasAnswered`, `RoundMoved`. That a seat was used shows here, to whoever is about to end its link:
    trying it out on the others would end theirs.
    """
    one = locked(seat.round, RoundState.OPEN)
    seat = one.seats.select_for_update().select_related("country").get(pk=seat.pk)
    if one.seats.filter(HAS_ANSWERED, pk=seat.pk).exists():
        raise HasAnswered
    if (old := seat.invitation) is not None:
        seat.invitation = None
        revoke_invitation(invitation=old, by=by)
    (card,) = _invite(one, [seat], by)
    record(verb="renew link", about=one, by=by, country=seat.country_id)
    return card


@transaction.atomic
def note_reminder(*, one: Round, country: str, by: Person | None) -> int:
    """Write down that the informants of a country were reminded today, all of them; return how many. Raises
    `RoundMoved`.
    """
    one = locked(one, RoundState.OPEN)
    reminded = one.seats.filter(country=country, invited_on__isnull=False).update(reminded_on=today())
    if reminded:
        record(verb="remind", about=one, by=by, country=country)
    return reminded


def _invite(one: Round, seats: list[Seat], by: Person | None) -> list[Card]:
    """Give each seat an invitation. Raises `RoundMoved` where the form was closed or deleted meanwhile."""
    if not seats:
        return []
    form = _form_of(one)
    secrets = invite(form=form, number=len(seats), last_day=one.closes_on, by=by)
    made = {each.fingerprint: each for each in Invitation.objects.filter(form=form, is_used=False)}
    for seat, secret in zip(seats, secrets, strict=True):
        seat.invitation, seat.invited_on = made[fingerprint(secret)], today()
    Seat.objects.bulk_update(seats, ["invitation", "invited_on"])
    return [Card(seat, secret) for seat, secret in zip(seats, secrets, strict=True)]


def _form_of(one: Round) -> Form:
    if one.form is None or (one.form.state, one.form.audience) != (FormState.OPEN, Audience.INVITED):
        raise RoundMoved
    return one.form
