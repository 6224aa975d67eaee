"""She lost her words: two of three shares on paper give back what her key held; one share gives nothing."""

import itertools
import json

import pytest

from tests.vault import making
from tests.vault.making import Holder
from whrin.vault import ceremony
from whrin.vault.actions import (
    CannotSecond,
    NotAnAnswer,
    new_shared_key,
    propose_recovery_key,
    recovery_request,
    rotate,
    seal_to_recovery,
    second_recovery_key,
    take_recovery,
)
from whrin.vault.ceremony import NotAFile, NotShares
from whrin.vault.envelopes import Pair
from whrin.vault.labels import NotAKey, printed, read_printed
from whrin.vault.models import Grant, PersonalKey, RecoveryKey
from whrin.vault.queries import recovery_is_on

pytestmark = pytest.mark.django_db


def _set(public: bytes, first: Holder, other: Holder) -> RecoveryKey:
    proposed = propose_recovery_key(public=public, by=first.person)
    second_recovery_key(recovery=proposed, by=other.person)
    proposed.refresh_from_db()
    return proposed


def test_two_shares_of_three_give_back_what_a_lost_key_held(heron: Holder, wren: Holder) -> None:
    before, secret = new_shared_key(purpose="report", holders=[heron.personal])
    pair, shares = ceremony.make_shares()
    _set(pair.public, heron, wren)
    assert recovery_is_on()
    assert seal_to_recovery(heron.opened) == 1  # done when she opens her vault
    after, other_secret = new_shared_key(purpose="report", holders=[heron.personal, wren.personal])
    not_hers, _pair = new_shared_key(purpose="report", holders=[wren.personal])

    again = making.holder(heron.person)
    assert again.opened.pairs_of([before, after]) == {}
    content, many = recovery_request(personal=again.personal)
    assert many == 2
    # On another computer, without the server: any two of the three.
    for two in itertools.combinations(shares, 2):
        assert ceremony.combine(two) == pair
    answer, many = ceremony.answer(ceremony.read_request(content), ceremony.combine(shares[:2]))
    assert many == 2
    assert take_recovery(opened=again.opened, content=answer) == 2
    assert again.opened.pairs_of([before, after, not_hers]) == {before.pk: secret, after.pk: other_secret}
    with pytest.raises(NotAnAnswer):  # it is done; nothing of the old key is left
        take_recovery(opened=again.opened, content=answer)


@pytest.mark.once
def test_one_share_alone_and_shares_of_different_keys_open_nothing() -> None:
    (pair, shares), (_other, others) = ceremony.make_shares(), ceremony.make_shares()
    slip = shares[1].rsplit(" ", 1)[0] + " academic"
    for given in (
        shares[:1],
        [shares[0], shares[0]],
        [shares[0], others[1]],
        [shares[0], slip],
        ["words"],
        [],
    ):
        with pytest.raises(NotShares):
            ceremony.combine(given)
    typed = shares[1].upper().replace(" ", ",  ")
    assert ceremony.combine([f"1. {typed}", shares[2]]) == pair


def test_nobody_sets_a_recovery_key_alone(heron: Holder, wren: Holder) -> None:
    proposed = propose_recovery_key(public=bytes(32), by=heron.person)
    with pytest.raises(CannotSecond):
        second_recovery_key(recovery=proposed, by=heron.person)
    assert not recovery_is_on()
    assert seal_to_recovery(heron.opened) == 0
    second_recovery_key(recovery=proposed, by=wren.person)
    with pytest.raises(CannotSecond):
        second_recovery_key(recovery=proposed, by=wren.person)


def test_a_new_recovery_key_takes_the_place_of_the_old_one(heron: Holder, wren: Holder) -> None:
    first = _set(ceremony.make_shares()[0].public, heron, wren)
    shared, _pair = new_shared_key(purpose="report", holders=[heron.personal])
    later = _set(ceremony.make_shares()[0].public, wren, heron)
    assert Grant.objects.get(shared=shared, personal=None).recovery == first
    making.unlock(heron.client, heron.person, heron.phrase)
    assert Grant.objects.get(shared=shared, personal=None).recovery == later


def test_a_rotated_key_is_sealed_to_the_recovery_key_as_well(heron: Holder, wren: Holder) -> None:
    recovery = _set(ceremony.make_shares()[0].public, heron, wren)
    shared, _pair = new_shared_key(purpose="report", holders=[heron.personal])
    fresh = rotate(opened=heron.opened, shared=shared, reseal=lambda *_given: None)
    assert Grant.objects.filter(shared=fresh, recovery=recovery).exists()


def test_an_answer_for_another_key_or_with_another_secret_is_not_taken(heron: Holder, wren: Holder) -> None:
    shared, _secret = new_shared_key(purpose="report", holders=[heron.personal])
    pair, _shares = ceremony.make_shares()
    _set(pair.public, heron, wren)
    seal_to_recovery(heron.opened)
    again = making.holder(heron.person)
    asked = ceremony.read_request(recovery_request(personal=again.personal)[0])
    to_wren = ceremony.Request(wren.personal.pk, wren.opened.pair.public, asked.wanted)
    forged = ceremony.Request(asked.holder, asked.public, ())
    wrong = json.dumps({"kind": "whrin recovery answer 1", "grants": {str(shared.pk): "AAAA"}}).encode()
    for content in (
        ceremony.answer(to_wren, pair)[0],
        ceremony.answer(forged, pair)[0],
        wrong,
        b"",
        b"{}",
        b"\xff",
    ):
        with pytest.raises(NotAnAnswer):
            take_recovery(opened=again.opened, content=content)
    assert not Grant.objects.filter(personal=again.personal).exists()


def test_one_whose_new_key_nobody_confirmed_recovers_nothing(heron: Holder, wren: Holder) -> None:
    new_shared_key(purpose="report", holders=[heron.personal])
    pair, _shares = ceremony.make_shares()
    _set(pair.public, heron, wren)
    seal_to_recovery(heron.opened)
    again = making.holder(heron.person, confirmed=False)
    asked = ceremony.read_request(recovery_request(personal=again.personal)[0])
    with pytest.raises(NotAnAnswer):
        take_recovery(opened=again.opened, content=ceremony.answer(asked, pair)[0])
    PersonalKey.objects.filter(pk=again.personal.pk).update(state=PersonalKey.State.CONFIRMED)
    assert take_recovery(opened=again.opened, content=ceremony.answer(asked, pair)[0]) == 1


@pytest.mark.once
@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"kind": 1}', b'{"kind": "whrin recovery request 1"}', b"[" * 99999]
)
def test_a_file_that_is_no_request_is_refused(content: bytes) -> None:
    with pytest.raises(NotAFile):
        ceremony.read_request(content)


@pytest.mark.once
def test_a_public_key_is_read_as_it_was_printed_and_a_slip_is_found() -> None:
    public = Pair(bytes(range(32)), b"").public
    assert read_printed(printed(public).lower().replace("-", " ")) == public
    slip = printed(public).replace("A", "B", 1)
    for typed in (slip, "", printed(public)[:-1], "é"):
        with pytest.raises(NotAKey):
            read_printed(typed)
