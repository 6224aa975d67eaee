"""The page of a paper's evidence: found, cited, changed, seen, taken out; for those who write it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.campaigns.making import paper, say, seat
from tests.cast import SignedIn, member
from tests.services.making import claim, service
from whrin.campaigns.enums import Role, State
from whrin.campaigns.models import Citation, Paper
from whrin.kit.edition import forget_what_is_kept
from whrin.people.models import Person

pytestmark = pytest.mark.django_db
KEY = {"source": "services", "key": "place=KE&attribute=children"}


@pytest.fixture
def heron() -> Person:
    return member()


@pytest.fixture
def made(heron: Person) -> Paper:
    service(**{"claim:children": claim()})
    return paper(heron)


def page(browser: SignedIn, of: Paper, more: str = "") -> str:
    answer = browser.get(f"/en/write/{of.pk}/evidence/{more}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_she_who_writes_finds_a_figure_cites_it_and_sees_it_change(heron: Person, made: Paper) -> None:
    browser, address = SignedIn(heron), f"/en/write/{made.pk}/evidence/"
    assert "place=KE&amp;attribute=children" in page(browser, made, "?q=children+kenya")
    answer = browser.post(f"{address}add/", KEY, follow=True)
    # What she writes into the text is there to be read, not to be unfolded.
    assert '<p><code dir="ltr">[@1]</code>' in answer.content.decode()
    assert "1 of 1 service on the map" in page(browser, made)
    service(name="Another")
    forget_what_is_kept()
    told = page(browser, made)
    assert "<del>1 / 1 (" in told
    assert "<ins>1 / 2 (" in told
    assert browser.post(address).status_code == 302
    assert "<del>" not in page(browser, made)


def test_a_figure_that_changed_while_people_sign_can_be_taken_as_seen(heron: Person, made: Paper) -> None:
    browser, address = SignedIn(heron), f"/en/write/{made.pk}/evidence/"
    browser.post(f"{address}add/", KEY)
    Paper.objects.update(state=State.OPEN, slug="care")
    service(name="Another")
    forget_what_is_kept()
    told = page(browser, made)
    assert "I have seen it" in told
    assert "Find evidence" not in told
    reviewer = SignedIn(seat(made, member(name="Red Kite")))
    assert "I have seen it" not in page(reviewer, made)
    browser.post(address)
    assert "I have seen it" not in page(browser, made)


@pytest.mark.parametrize(
    "wrong", [{"key": "place=KE\x00"}, {"source": "services\x00"}, {"key": "9" * 501}, {"source": "s" * 41}]
)
def test_what_no_key_can_be_is_refused_and_not_looked_for(
    heron: Person, made: Paper, wrong: dict[str, str]
) -> None:
    answer = SignedIn(heron).post(f"/en/write/{made.pk}/evidence/add/", KEY | wrong)
    assert answer.status_code == 400 and "could not understand that" in answer.content.decode()
    assert not Citation.objects.exists()


def test_evidence_goes_only_when_no_paragraph_names_it(heron: Person, made: Paper) -> None:
    browser, address = SignedIn(heron), f"/en/write/{made.pk}/evidence/"
    browser.post(f"{address}add/", KEY)
    words = say(made, "summary", "Only [=1] of [n1].[@1]")
    answer = browser.post(f"{address}1/", {"act": "remove"}, follow=True)
    assert "It is used in 1 paragraph." in answer.content.decode()
    assert Citation.objects.filter(paper=made).exists()
    words.wordings.update(text="Only a few.")
    browser.post(f"{address}1/", {"act": "remove"})
    assert not Citation.objects.filter(paper=made).exists()


def test_what_is_hidden_or_not_there_cannot_be_cited_by_hand(heron: Person, made: Paper) -> None:
    browser, address = SignedIn(heron), f"/en/write/{made.pk}/evidence/"
    for key in ("informants=woman", "place=XX"):
        answer = browser.post(f"{address}add/", {"source": "services", "key": key}, follow=True)
        assert "nothing here to cite" in answer.content.decode()
    browser.post(f"{address}add/", {"source": "none", "key": "x"})
    assert not Citation.objects.exists()


def test_a_reviewer_reads_the_evidence_and_changes_nothing(heron: Person, made: Paper) -> None:
    SignedIn(heron).post(f"/en/write/{made.pk}/evidence/add/", KEY)
    browser = SignedIn(seat(made, member("Grey Wren"), Role.REVIEWER))
    assert "Find evidence" not in page(browser, made)
    for path, said in (("add/", KEY), ("1/", {"act": "remove"}), ("", {})):
        assert browser.post(f"/en/write/{made.pk}/evidence/{path}", said).status_code == 403
    assert Citation.objects.filter(paper=made).count() == 1


def test_whoever_has_no_seat_finds_nothing_there(made: Paper) -> None:
    browser = SignedIn(member("Grey Wren"))
    assert browser.get(f"/en/write/{made.pk}/evidence/").status_code == 404
    assert browser.post(f"/en/write/{made.pk}/evidence/add/", KEY).status_code == 404
    assert not Citation.objects.exists()


def test_the_list_asks_no_more_for_three(heron: Person, made: Paper) -> None:
    browser, asked = SignedIn(heron), []
    for traits in (["led=yes"], ["free=yes", "type=shelter"]):
        for trait in traits:
            key = {"source": "services", "key": f"place=KE&{trait}"}
            browser.post(f"/en/write/{made.pk}/evidence/add/", key)
        page(browser, made)
        with CaptureQueriesContext(connection) as counted:
            page(browser, made)
        asked.append(len(counted))
    assert asked[0] == asked[1]
