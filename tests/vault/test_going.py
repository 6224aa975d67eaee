"""What is forgotten of keys, each day and when she goes; and what she is told of them."""

import datetime

import pytest
import time_machine

from tests.vault import making
from tests.vault.making import Holder
from whrin.people.leaving import erasures, exports
from whrin.vault.actions import new_shared_key
from whrin.vault.models import Grant, PersonalKey, Unlocking
from whrin.vault.registrations import forget_what_is_over

pytestmark = pytest.mark.django_db


def test_keys_are_forgotten_long_after_they_were_retired_and_open_vaults_after_a_day(heron: Holder) -> None:
    again = making.holder(heron.person)
    forget_what_is_over()
    assert (PersonalKey.objects.count(), Unlocking.objects.count()) == (2, 1)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=402)):
        forget_what_is_over()
    assert list(PersonalKey.objects.all()) == [again.personal]
    assert not Unlocking.objects.exists()


def test_her_export_names_her_keys_and_nothing_is_left_of_them_when_she_goes(
    heron: Holder, wren: Holder
) -> None:
    new_shared_key(purpose="report", holders=[heron.personal, wren.personal])
    told = exports()["vault"](heron.person)
    assert [key["fingerprint"] for key in told] == [heron.personal.fingerprint]  # type: ignore[attr-defined]
    for _twice in range(2):
        erasures()["vault"](heron.person, False)  # noqa: FBT003 -- as rooms register it
    assert list(PersonalKey.objects.all()) == [wren.personal]
    assert Grant.objects.count() == 1
