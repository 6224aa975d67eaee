"""Her papers, and the text of one."""

from typing import Any

import pytest
from django.test import Client

from tests import cast
from tests.campaigns import making
from whrin.campaigns.enums import Role, State
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


def test_a_member_sees_the_papers_that_she_has_a_part_in_and_no_others() -> None:
    hers, other = cast.member("Blue Heron"), cast.member("Grey Wren")
    paper = making.paper(hers, "Hers alone")
    making.paper(other, "Not hers")
    page = cast.SignedIn(hers).get("/en/write/").content.decode()
    assert "Hers alone" in page
    assert "Not hers" not in page
    assert cast.SignedIn(other).get(f"/en/write/{paper.pk}/").status_code == 404
    assert cast.SignedIn(hers).get(f"/en/write/{paper.pk}/").status_code == 200


def test_a_reviewer_sees_that_her_word_is_waited_for() -> None:
    paper = making.agreed(cast.member())
    paper.state = State.REVIEW
    paper.save()
    reviewer = making.seat(paper, cast.member("Grey Wren"), Role.REVIEWER)
    assert (
        "Your word on this version is waited for."
        in cast.SignedIn(reviewer).get("/en/write/").content.decode()
    )


def test_a_visitor_is_led_to_the_door(client: Client) -> None:
    assert client.get("/en/write/").status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_for_one_paper_and_for_three(
    rows: int, django_assert_num_queries: Any
) -> None:
    holder: Person = cast.member()
    for number in range(rows):
        making.paper(holder, f"Paper {number}")
    browser = cast.SignedIn(holder)
    browser.get("/en/write/")
    with django_assert_num_queries(12):
        assert browser.get("/en/write/").content.decode().count("<h2>") == rows
