"""A seat for somebody who is invited: once, in time, at one form; nothing says whose it was."""

import datetime

import pytest

from tests.surveys import making
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.enums import Audience, FormState
from whrin.surveys.models import Form, Invitation


@pytest.fixture
def form(coordinator: Person) -> Form:
    """Return an open form for those who are invited."""
    return making.open_form(coordinator, audience=Audience.INVITED)


def test_a_seat_lets_in_once_and_at_its_own_form_alone(form: Form, coordinator: Person) -> None:
    other = making.open_form(coordinator, "other", audience=Audience.INVITED)
    first, second = actions.invite(form=form, number=2, last_day=today(), by=coordinator)
    assert actions.seat_for(other, first) is None
    assert actions.seat_for(form, "guessed") is None
    seat = actions.seat_for(form, first)
    assert seat is not None
    actions.spend(invitation=seat)
    assert actions.seat_for(form, first) is None
    with pytest.raises(actions.SeatTaken):
        actions.spend(invitation=seat)
    assert actions.seat_for(form, second) is not None


def test_a_seat_is_over_after_its_last_day(form: Form, coordinator: Person) -> None:
    (secret,) = actions.invite(form=form, number=1, last_day=today(), by=coordinator)
    seat = actions.seat_for(form, secret)
    assert seat is not None
    Invitation.objects.update(expires_on=today() - datetime.timedelta(days=1))
    assert actions.seat_for(form, secret) is None
    with pytest.raises(actions.SeatTaken):
        actions.spend(invitation=seat)
    assert not Invitation.objects.get().is_used


def test_revoking_ends_what_nobody_has_used(form: Form, coordinator: Person) -> None:
    used, unused = actions.invite(form=form, number=2, last_day=today(), by=coordinator)
    seat = actions.seat_for(form, used)
    assert seat is not None
    actions.spend(invitation=seat)
    assert actions.revoke_invitations(form=form, by=coordinator) == 1
    assert actions.seat_for(form, unused) is None
    assert Invitation.objects.get().is_used


def test_nobody_is_invited_to_a_form_that_is_for_anyone(coordinator: Person) -> None:
    form = making.open_form(coordinator, "open")
    with pytest.raises(actions.CannotInvite):
        actions.invite(form=form, number=1, last_day=today(), by=coordinator)
    assert not Invitation.objects.exists()


def test_a_form_closes_after_its_last_day_and_forgets_whom_it_let_in(coordinator: Person) -> None:
    yesterday = today() - datetime.timedelta(days=1)
    over = making.open_form(coordinator, "over", audience=Audience.ONCE)
    going = making.open_form(coordinator, "going", audience=Audience.INVITED, closes_on=today())
    over.tickets.create(mark="x")
    actions.invite(form=going, number=1, last_day=today(), by=coordinator)
    Form.objects.filter(pk=over.pk).update(closes_on=yesterday)
    assert (actions.close_overdue_forms(), actions.close_overdue_forms()) == (1, 0)
    over.refresh_from_db()
    assert (over.state, over.wrapped_ticket_key, over.tickets.count()) == (FormState.CLOSED, "", 0)
    assert going.invitations.count() == 1
    with pytest.raises(actions.CannotOpenForm, match="last day"):
        actions.open_form(form=over, by=coordinator)
    actions.close_form(form=going, by=coordinator)
    assert not Invitation.objects.exists()
