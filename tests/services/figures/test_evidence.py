"""Counts of the map as evidence: the same numbers as everywhere, of public records alone."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.services.making import claim, service
from whrin.documents.evidence.facts import Fact, Missing, NoFact
from whrin.kit.edition import forget_what_is_kept
from whrin.services.actions import withdraw_service
from whrin.services.evidence import ServicesOnTheMap, key_of_query
from whrin.services.figures.gathering import figures_for
from whrin.services.models import Service

pytestmark = pytest.mark.django_db


def read(**asked: str) -> Fact | NoFact:
    key = key_of_query(**asked)
    return ServicesOnTheMap().read([key])[key]


def told(**asked: str) -> tuple[float | None, int | None]:
    fact = read(**asked)
    assert isinstance(fact, Fact)
    return fact.value, fact.n


@pytest.fixture
def some() -> list[Service]:
    return [
        service(name="One", **{"claim:children": claim()}),
        service(name="Two", **{"claim:children": claim("partly"), "claim:free": claim()}),
        service(name="Three", cost="free", led_by_community="yes", types=["shelter", "nsp"]),
        service(name="Closed", status="closed", **{"claim:children": claim()}),
        service(name="Elsewhere", country="UG", led_by_community="no"),
    ]


def test_counts_are_those_that_pages_show(some: list[Service]) -> None:
    for countries, place in ((["KE"], "KE"), (["UG"], "UG"), (["KE", "UG"], "")):
        shown = figures_for(countries)
        assert told(place=place) == (shown.services, None)
        assert told(place=place, trait="free") == (shown.free, shown.services)
        assert told(place=place, trait="led") == (shown.led_by_community, shown.services)
        for slug, fresh in shown.kinds.items():
            assert told(place=place, trait="type", value=slug) == (fresh.services, shown.services)
        for slug, answers in shown.attributes.items():
            assert told(place=place, trait="attribute", value=slug) == (answers.yes, shown.services)
            fact = read(place=place, trait="attribute", value=slug)
            assert isinstance(fact, Fact)
            assert fact.extra.get("unknown", 0) == answers.unknown
    assert told(place="KE", trait="attribute", value="children") == (1, 3)


def test_a_count_is_a_sentence_with_its_n_its_day_and_what_nobody_knows(some: list[Service]) -> None:
    key = key_of_query(place="KE", trait="attribute", value="children")
    fact = Fact(1, 3, "2026-11-22", "/places/ke/", {"unknown": 1})
    said = ServicesOnTheMap().sentence(key, fact, "en")
    assert said.startswith("Kenya – Children are welcome")
    assert said.endswith(
        ": 1 of 3 services on the map, as of 22 November 2026. For 1 of them this is not known."
    )
    assert "Source: Map of services" in ServicesOnTheMap().reference(key, fact, "en", "apa")


def test_what_was_withdrawn_is_counted_no_more(some: list[Service]) -> None:
    withdraw_service(service=some[0], by=None, source="desk")
    forget_what_is_kept()
    assert told(place="KE") == (2, None)


def test_a_count_that_rests_on_samples_says_so(some: list[Service]) -> None:
    Service.objects.filter(pk=some[0].pk).update(is_sample=True)
    forget_what_is_kept()
    fact = read(place="KE")
    assert isinstance(fact, Fact)
    assert "Made-up sample" in ServicesOnTheMap().sentence(key_of_query(place="KE"), fact, "en")
    fact = read(place="UG")
    assert isinstance(fact, Fact)
    assert "Made-up sample" not in ServicesOnTheMap().sentence(key_of_query(place="UG"), fact, "en")


@pytest.mark.parametrize(
    "key", ["place=XX", "type=none", "informants=woman", "type=shelter&led=yes", "led=no", "kind=shelter"]
)
def test_nothing_else_can_be_asked_of_the_map(key: str) -> None:
    assert ServicesOnTheMap().read([key])[key] == NoFact(Missing.GONE)


def test_counts_are_offered_by_place_and_by_what_is_named(some: list[Service]) -> None:
    offered = ServicesOnTheMap().offers("children kenya", "en")
    assert [(one.key, one.fact.value) for one in offered] == [("place=KE&attribute=children", 1)]
    assert offered[0].label.startswith("Kenya · ")
    assert ServicesOnTheMap().offers("services in Kenia", "es")[0].key.startswith("place=KE")
    assert ServicesOnTheMap().offers("xyzzy", "en") == []


def test_many_counts_ask_as_little_as_one(
    some: list[Service], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for places in (["KE"], ["KE", "UG", ""]):
        forget_what_is_kept()
        with django_assert_num_queries(6):
            ServicesOnTheMap().read([key_of_query(place=place, trait="led") for place in places])
