"""Who holds a key opens what is sealed to it: added, removed, with another key, and nobody else."""

import pickle
import uuid

import pytest

from tests.cast import member
from tests.vault import making
from tests.vault.making import Holder
from whrin.incidents.models import Counted, Report, Team
from whrin.people.models import Person
from whrin.vault.actions import (
    CannotConfirm,
    NobodyHolds,
    NotConfirmed,
    RotatedMeanwhile,
    confirm_key,
    grant_access,
    grant_many,
    make_personal_key,
    new_shared_key,
    retire_key,
    revoke_access,
    rotate,
)
from whrin.vault.actions.rotating import NotMoved
from whrin.vault.envelopes import CannotOpen, Pair, open_sealed, seal_to
from whrin.vault.models import Grant, PersonalKey, SharedKey
from whrin.vault.opened import NotGranted

pytestmark = pytest.mark.django_db


def test_two_holders_open_what_is_sealed_to_their_key_and_a_third_does_not(
    heron: Holder, wren: Holder
) -> None:
    shared, _pair = new_shared_key(purpose="report", holders=[heron.personal, wren.personal])
    sealed = seal_to(bytes(shared.public), b"said", label="a")
    for one in (heron, wren):
        assert open_sealed(one.opened.pair_of(shared), sealed, label="a") == b"said"
    third = making.holder(name="Green Cedar")
    with pytest.raises(NotGranted):
        third.opened.pair_of(shared)


def test_nothing_is_sealed_for_keys_that_nobody_confirmed_or_that_are_retired(heron: Holder) -> None:
    waiting = making.holder(name="Grey Wren", confirmed=False)
    retire_key(personal=heron.personal, by=heron.person)
    with pytest.raises(NobodyHolds):
        new_shared_key(purpose="report", holders=[waiting.personal, heron.personal])
    assert not SharedKey.objects.exists()


def test_a_newcomer_is_given_what_a_holder_holds_and_nothing_else(heron: Holder, wren: Holder) -> None:
    hers = [new_shared_key(purpose="report", holders=[heron.personal])[0] for _ in range(3)]
    others, _pair = new_shared_key(purpose="report", holders=[making.holder(name="Green Cedar").personal])
    assert grant_many(opened=heron.opened, shareds=[*hers, others], to=wren.personal) == 3
    assert grant_many(opened=heron.opened, shareds=hers, to=wren.personal) == 3  # twice is once
    assert Grant.objects.filter(personal=wren.personal).count() == 3
    assert wren.opened.pairs_of([*hers, others]) == heron.opened.pairs_of(hers)


def test_many_keys_are_opened_with_one_query(heron: Holder, django_assert_num_queries: object) -> None:
    shareds = [new_shared_key(purpose="report", holders=[heron.personal])[0] for _ in range(3)]
    for few in (shareds[:1], shareds):
        with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without types
            assert len(heron.opened.pairs_of(few)) == len(few)


def test_a_newcomer_whose_key_waits_is_given_nothing(heron: Holder) -> None:
    shared, pair = new_shared_key(purpose="report", holders=[heron.personal])
    waiting = making.holder(name="Grey Wren", confirmed=False)
    for grant in (
        lambda: grant_access(shared=shared, pair=pair, to=waiting.personal, by=heron.person),
        lambda: grant_many(opened=heron.opened, shareds=[shared], to=waiting.personal),
    ):
        with pytest.raises(NotConfirmed):
            grant()
    assert Grant.objects.count() == 1


def test_one_who_is_removed_opens_nothing_any_more(heron: Holder, wren: Holder) -> None:
    shared, _pair = new_shared_key(purpose="report", holders=[heron.personal, wren.personal])
    assert revoke_access(shareds=[shared], personal=wren.personal, by=heron.person) == 1
    with pytest.raises(NotGranted):
        wren.opened.pair_of(shared)
    assert heron.opened.pair_of(shared)


def test_a_grant_put_in_another_row_or_for_another_holder_is_none(heron: Holder, wren: Holder) -> None:
    hers, _pair = new_shared_key(purpose="report", holders=[heron.personal])
    other, _pair = new_shared_key(purpose="report", holders=[wren.personal])
    Grant.objects.filter(shared=hers).update(shared=other)
    assert heron.opened.pairs_of([other]) == {}
    Grant.objects.filter(shared=other, personal=heron.personal).delete()
    Grant.objects.filter(shared=other).update(personal=heron.personal)
    with pytest.raises(NotGranted):
        heron.opened.pair_of(other)


def test_after_rotation_the_old_secret_opens_nothing_new_and_one_left_out_holds_nothing(
    heron: Holder, wren: Holder
) -> None:
    shared, pair = new_shared_key(purpose="report", holders=[heron.personal, wren.personal])
    sealed = {"row": seal_to(pair.public, b"said", label="a:1")}
    known_to_wren = wren.opened.pair_of(shared)

    def reseal(old: Pair, _fresh: SharedKey, new: Pair) -> None:
        sealed["row"] = seal_to(new.public, open_sealed(old, sealed["row"], label="a:1"), label="a:2")

    fresh = rotate(opened=heron.opened, shared=shared, reseal=reseal, without=[wren.personal])
    assert not SharedKey.objects.filter(pk=shared.pk).exists()
    assert open_sealed(heron.opened.pair_of(fresh), sealed["row"], label="a:2") == b"said"
    with pytest.raises(NotGranted):
        wren.opened.pair_of(fresh)
    with pytest.raises(CannotOpen):
        open_sealed(known_to_wren, sealed["row"], label="a:2")


def test_of_two_who_rotate_one_wins_and_the_other_changes_nothing(heron: Holder, wren: Holder) -> None:
    shared, _pair = new_shared_key(purpose="report", holders=[heron.personal, wren.personal])
    fresh = rotate(opened=heron.opened, shared=shared, reseal=lambda *_given: None)
    with pytest.raises(RotatedMeanwhile):
        rotate(opened=wren.opened, shared=shared, reseal=lambda *_given: None)
    # Nor is anybody let in or taken away by what was read before: the new key may be hers as well.
    with pytest.raises(RotatedMeanwhile):
        revoke_access(shareds=[shared], personal=wren.personal, by=heron.person)
    with pytest.raises(RotatedMeanwhile):
        grant_many(opened=heron.opened, shareds=[shared], to=wren.personal)
    assert list(SharedKey.objects.all()) == [fresh]
    assert wren.opened.pair_of(fresh) == heron.opened.pair_of(fresh)


def test_a_rotation_that_fails_midway_leaves_all_as_it_was(heron: Holder) -> None:
    shared, pair = new_shared_key(purpose="report", holders=[heron.personal])

    def fail(*_given: object) -> None:
        raise OSError

    with pytest.raises(OSError):
        rotate(opened=heron.opened, shared=shared, reseal=fail)
    assert list(SharedKey.objects.all()) == [shared]
    assert heron.opened.pair_of(shared) == pair


def test_a_rotation_that_leaves_rows_behind_is_undone(heron: Holder) -> None:
    """Rows of a room, whether they would protect the old key or go with it."""
    shared, pair = new_shared_key(purpose="report", holders=[heron.personal])
    Counted.objects.create(key=shared, sealed=b"")
    with pytest.raises(NotMoved):
        rotate(opened=heron.opened, shared=shared, reseal=lambda *_given: None)
    Counted.objects.all().delete()
    week = {"week": "2026-W47", "team": Team.objects.create(slug="team", name="Team")}
    Report.objects.create(key=shared, **week)
    with pytest.raises(NotMoved):
        rotate(opened=heron.opened, shared=shared, reseal=lambda *_given: None)
    assert Report.objects.count() == 1
    assert heron.opened.pair_of(shared) == pair


def test_nobody_confirms_her_own_key_nor_one_twice(heron: Holder) -> None:
    personal, _phrase = make_personal_key(person=member("Grey Wren"))
    with pytest.raises(CannotConfirm):
        confirm_key(personal=personal, by=personal.person)
    personal.refresh_from_db()
    assert personal.state == PersonalKey.State.WAITING
    confirm_key(personal=personal, by=heron.person)
    assert (personal.state, personal.confirmed_by) == (PersonalKey.State.CONFIRMED, heron.person)
    with pytest.raises(CannotConfirm):
        confirm_key(personal=personal, by=heron.person)


def test_a_second_key_retires_the_first_and_holds_nothing_until_it_is_granted(
    heron: Holder, wren: Holder
) -> None:
    shared, pair = new_shared_key(purpose="report", holders=[heron.personal, wren.personal])
    second = making.holder(heron.person)
    heron.personal.refresh_from_db()
    assert heron.personal.state == PersonalKey.State.RETIRED
    assert second.opened.pairs_of([shared]) == {}
    grant_access(shared=shared, pair=pair, to=second.personal, by=wren.person)
    assert second.opened.pair_of(shared) == pair


def test_a_person_who_goes_takes_her_keys_and_grants_with_her(heron: Holder, wren: Holder) -> None:
    new_shared_key(purpose="report", holders=[heron.personal, wren.personal])
    Person.objects.filter(pk=heron.person.pk).delete()
    assert [grant.personal for grant in Grant.objects.all()] == [wren.personal]


def test_an_open_vault_says_nothing_of_its_secret_and_cannot_be_kept(heron: Holder) -> None:
    secret = heron.opened.pair.secret
    assert secret.hex() not in repr([heron.opened, heron.opened.pair]).replace("\\x", "")
    assert repr(secret) not in repr(heron.opened.pair)
    with pytest.raises(TypeError):
        pickle.dumps(heron.opened)


def test_a_fingerprint_is_eight_groups_of_digits(heron: Holder) -> None:
    groups = heron.personal.fingerprint.split()
    assert [len(group) for group in groups] == [5] * 8
    assert heron.personal.fingerprint != PersonalKey(uid=uuid.uuid4(), public=bytes(32)).fingerprint
