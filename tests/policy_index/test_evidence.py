"""The watch as evidence: how a law stands, how many there are; what was withdrawn is gone."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.policy_index.making import SOURCE, measure
from whrin.documents.evidence.facts import Fact, Missing, NoFact
from whrin.kit.edition import forget_what_is_kept
from whrin.people.models import Person
from whrin.policy_index.actions import change_measure, withdraw_measure
from whrin.policy_index.evidence import Measures, key_of_count, key_of_measure

pytestmark = pytest.mark.django_db


def read(key: str) -> Fact | NoFact:
    return Measures().read([key])[key]


def test_a_measure_is_cited_with_its_status_on_the_day_that_is_known() -> None:
    key = key_of_measure(measure().slug)
    fact = read(key)
    assert isinstance(fact, Fact)
    assert (fact.value, fact.n, fact.day) == (None, None, "2024-05")
    assert Measures().sentence(key, fact, "en") == "A made-up law (Kenya). Status: In force, as of May 2024."


def test_another_status_is_news_and_another_title_is_not(editor: Person) -> None:
    found = measure()
    key = key_of_measure(found.slug)
    before = read(key)
    change_measure(measure=found, content={"sources": [SOURCE, {**SOURCE, "published": "2025"}]}, by=editor)
    later = read(key)
    assert isinstance(before, Fact)
    assert isinstance(later, Fact)
    assert (before.says_what(later), later.day) == (True, "2025")
    change_measure(measure=found, content={"status": "struck_down"}, by=editor)
    struck = read(key)
    assert isinstance(struck, Fact)
    assert not before.says_what(struck)


def test_a_withdrawn_measure_and_a_draft_are_not_there(coordinator: Person) -> None:
    found = measure()
    draft = measure(is_public=False)
    withdraw_measure(measure=found, by=coordinator)
    for one in (found, draft):
        assert read(key_of_measure(one.slug)) == NoFact(Missing.GONE)
    count = read(key_of_count(place="KE"))
    assert isinstance(count, Fact)
    assert count.value == 0
    assert not [one for one in Measures().offers("made-up law", "en") if "measure=" in one.key]


def test_counts_are_by_place_and_kind() -> None:
    measure()
    measure(kind="bill", status="proposed")
    measure(country="UG")
    key = key_of_count(place="KE", kind="bill")
    fact = read(key)
    assert isinstance(fact, Fact)
    assert (fact.value, fact.n) == (1, 2)
    assert Measures().sentence(key, fact, "en").startswith("Kenya – Bill: 1 of 2 entries in the watch")
    whole = read(key_of_count())
    assert isinstance(whole, Fact)
    assert (whole.value, whole.n) == (3, None)
    assert read("count=measures&kind=none") == NoFact(Missing.GONE)
    offered = [one.key for one in Measures().offers("kenya", "en")]
    assert key_of_count(place="KE") in offered
    assert len([key for key in offered if key.startswith("measure=")]) == 2


def test_many_are_read_with_few_questions(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    keys = [key_of_measure(measure().slug) for _ in range(3)]
    keys += [key_of_count(place=place) for place in ("KE", "UG", "")]
    for some in ([keys[0], keys[3]], keys):
        forget_what_is_kept()
        with django_assert_num_queries(4):
            Measures().read(some)
