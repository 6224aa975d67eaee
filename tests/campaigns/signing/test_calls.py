"""A paper is opened for signatures by who holds it."""

import datetime

import pytest

from tests.campaigns.making import agreed
from tests.cast import SignedIn
from tests.vault.making import Holder
from whrin.campaigns.actions.calls import CannotOpen, change_call, open_call
from whrin.campaigns.enums import State, Why
from whrin.campaigns.models import Call, Paper, Wording
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.vault.models import SharedKey

pytestmark = pytest.mark.django_db
FORM = {"takes_people": "on", "takes_organisations": "on", "closes_on": "", "erase_days": "20"}


def desk(paper: Paper) -> str:
    return f"/en/write/{paper.pk}/signatures/"


def test_a_holder_opens_an_agreed_paper(heron: Holder) -> None:
    paper = agreed(heron.person)
    assert b"Open for signatures" in heron.client.get(desk(paper)).content
    heron.client.post(desk(paper), FORM)
    call = Call.objects.select_related("key", "paper").get(paper=paper)
    assert (call.paper.state, call.paper.slug, call.erase_days) == (State.OPEN, "care-not-punishment", 20)
    assert call.key and heron.opened.pair_of(call.key)
    assert paper.versions.first().why == Why.OPENED
    assert b"The call" in heron.client.get(desk(paper)).content


def test_a_holder_without_a_key_is_told_what_to_do(member: Person) -> None:
    paper = agreed(member)
    answer = SignedIn(member).post(desk(paper), FORM)
    assert answer.status_code == 409 and b"Make your key" in answer.content
    paper.refresh_from_db()
    assert paper.state == State.AGREED and not Call.objects.exists() and not SharedKey.objects.exists()


def test_a_paper_that_changed_since_cannot_be_opened(heron: Holder) -> None:
    paper = agreed(heron.person)
    Wording.objects.filter(paragraph__paper=paper).update(text="Other words")
    answer = heron.client.post(desk(paper), FORM)
    assert answer.status_code == 409 and b"agree anew" in answer.content
    assert not Call.objects.exists()


def test_others_cannot_open_it(heron: Holder, other_member: Person) -> None:
    paper = agreed(heron.person)
    assert SignedIn(other_member).post(desk(paper), FORM).status_code == 404
    with pytest.raises(CannotOpen):
        open_call(paper=paper, by=other_member)
    assert not Call.objects.exists()


def test_a_promise_of_erasure_is_not_made_longer(heron: Holder, call: Call) -> None:
    from tests.campaigns.signed import sign_as

    sign_as(call, "Ana")
    kept = {"takes_people": True, "takes_organisations": False, "closes_on": today()}
    with pytest.raises(CannotOpen):
        change_call(call=call, by=heron.person, erase_days=60, **kept)
    assert change_call(call=call, by=heron.person, erase_days=10, **kept).erase_days == 10


def test_a_last_day_that_is_over_is_refused(heron: Holder, call: Call) -> None:
    day = today() - datetime.timedelta(days=1)
    answer = heron.client.post(desk(call.paper), {**FORM, "closes_on": day.isoformat()})
    assert answer.status_code == 422 and Call.objects.get().closes_on is None
