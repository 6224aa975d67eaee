"""Reviewers learn that something waits, once, without a word of what it is."""

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tests import cast
from tests.services import making
from tests.services.proposing import proposal
from whrin.mailing.models import Outgoing
from whrin.people.models import Person
from whrin.places.models import Region
from whrin.services.actions.deciding import decide
from whrin.services.models import Reviewer
from whrin.services.reviewing.notices import compose_notice, tell_reviewers

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def heron() -> Person:
    """Return a reviewer of the region that Kenya lies in, with an address that works."""
    cache.clear()
    person = cast.member("Heron", email="heron@mail.example")
    Reviewer.objects.create(person=person, region=Region.objects.filter(countries="KE").order_by("pk")[0])
    return person


def test_a_reviewer_is_told_once_a_day_that_something_of_her_region_waits(heron: Person) -> None:
    with time_machine.travel("2026-11-22"):
        proposal(None, **making.content(country="BR"))
        assert tell_reviewers() == 0
        proposal(None, **making.content(name="Hidden pond"))
        assert tell_reviewers() == 1 and tell_reviewers() == 0
        proposal(None, **making.content(name="Other pond"))
        assert tell_reviewers() == 0
    with time_machine.travel("2026-11-23"):
        assert tell_reviewers() == 1
    with time_machine.travel("2026-11-24"):
        assert tell_reviewers() == 0
    letter = compose_notice("", heron)
    assert letter is not None and "/services/review/" in letter.text
    assert "pond" not in letter.subject + letter.text and Outgoing.objects.filter(person=heron).exists()


def test_what_is_left_after_a_decision_is_no_news(heron: Person) -> None:
    proposal(making.service(), name="Hidden pond")
    newest = proposal(making.service(name="Green house"), name="Other pond")
    with time_machine.travel("2026-11-22"):
        assert tell_reviewers() == 1
        decide(proposal=newest, person=heron, accepts=True)
    with time_machine.travel("2026-11-23"):
        assert tell_reviewers() == 0


def test_nobody_is_written_to_who_has_no_address_or_decided_or_reviews_no_more(heron: Person) -> None:
    wanted = proposal(making.service(), name="Hidden pond")
    wren = cast.member("Wren")
    Reviewer.objects.create(person=wren, region=Reviewer.objects.get(person=heron).region)
    decide(proposal=wanted, person=heron, accepts=True)
    assert tell_reviewers() == 0 and compose_notice("", heron) is None
    Reviewer.objects.filter(person=wren).delete()
    assert compose_notice("", wren) is None and not Outgoing.objects.exists()


def test_her_account_says_how_many_wait_for_her(heron: Person, client: Client) -> None:
    client.force_login(heron)
    assert "Suggestions to review<" in client.get("/account/").content.decode()
    proposal(making.service(), name="Hidden pond")
    page = client.get("/account/").content.decode()
    assert "Suggestions to review: 1<" in page and "pond" not in page
