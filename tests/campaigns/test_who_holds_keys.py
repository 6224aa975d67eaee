"""The key of a call goes with the part that somebody has: who holds its paper opens who signed."""

import pytest

from tests.campaigns.making import seat
from tests.campaigns.signed import open_call
from tests.cast import member
from tests.vault import making
from tests.vault.making import Holder
from whrin.campaigns.actions.seats import hand_over
from whrin.campaigns.delivering.keys import share_calls
from whrin.campaigns.enums import Role
from whrin.campaigns.models import Call, Seat
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


def holding(call: Call) -> set[Person]:
    assert call.key
    return {grant.personal.person for grant in call.key.grants.exclude(personal=None) if grant.personal}


def test_who_hands_a_paper_over_cannot_open_its_signatures_once_another_can(heron: Holder) -> None:
    call, wren = open_call(heron), making.holder(name="Grey Wren")
    seat(call.paper, wren.person, Role.WRITER)
    hand_over(seat=Seat.objects.get(person=wren.person), by=heron.person)
    assert holding(call) == {heron.person}, "with the last key everything would be lost"
    share_calls(heron.opened)
    assert holding(call) == {wren.person}
    share_calls(wren.opened)
    assert holding(call) == {wren.person}


def test_who_hands_a_paper_over_loses_its_key_at_once_where_staff_have_it(
    heron: Holder, moderator: Person
) -> None:
    staff, call = making.holder(moderator), open_call(heron)
    assert holding(call) == {heron.person, staff.person}
    wren = seat(call.paper, member("Grey Wren"), Role.REVIEWER)
    hand_over(seat=Seat.objects.get(person=wren), by=heron.person)
    assert holding(call) == {staff.person}
