"""Released figures as evidence: what is hidden is barred, what is no release is not there."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from whrin.documents.evidence.facts import Fact, Missing, NoFact
from whrin.documents.evidence.wording import path_in
from whrin.incidents.counting.releasing import stated
from whrin.incidents.counting.suppressing import Exact, publish
from whrin.incidents.evidence import ReleasedFigures, key_of_line
from whrin.incidents.models import Release

pytestmark = pytest.mark.django_db
#: 43 reports: 31 of one kind, 4 of another; the regions tell enough of each.
TABLES = {
    "kinds": {"child-removed": 31, "extortion": 4, "torture": 0},
    "actors": {"police": 20, "family": 14},
    "regions": {"network-asia": 22, "": 21},
}


def released(quarter: str = "2026-Q3", **more: Any) -> Release:
    told = stated(quarter, publish(Exact(43, TABLES)))
    return Release.objects.create(
        **{**told, "day": datetime.date(2026, 10, 5), "state": Release.State.PUBLISHED, **more}
    )


def read(*asked: str) -> Fact | NoFact:
    key = key_of_line(*asked)
    return ReleasedFigures().read([key])[key]


def test_a_line_is_cited_rounded_as_it_was_published() -> None:
    released()
    fact = read("2026-Q3", "kinds", "child-removed")
    assert isinstance(fact, Fact)
    assert (fact.value, fact.n, fact.day) == (30, 45, "2026-10-05")
    said = ReleasedFigures().sentence(key_of_line("2026-Q3", "kinds", "child-removed"), fact, "en")
    assert said.startswith("Rights reports in Q3 2026 – ")
    assert said.endswith(": 30 of 45, rounded to the nearest 5 (5 October 2026).")
    assert Client().get(path_in(fact.address, "es")).status_code == 200


def test_what_a_release_hides_is_barred_and_never_offered() -> None:
    released()
    for hidden in ("extortion", "torture"):
        assert read("2026-Q3", "kinds", hidden) == NoFact(Missing.BARRED)
    with override("en"):
        offered = {offer.key for offer in ReleasedFigures().offers("rights reports", "en")}
    assert key_of_line("2026-Q3", "kinds", "child-removed") in offered
    assert key_of_line("2026-Q3") in offered
    assert key_of_line("2026-Q3", "regions") in offered
    assert not {key for key in offered if "extortion" in key or "torture" in key}


def test_what_was_only_proposed_is_not_there() -> None:
    released(state=Release.State.PROPOSED)
    assert read("2026-Q3") == NoFact(Missing.GONE)
    assert ReleasedFigures().offers("rights reports", "en") == []


@pytest.mark.parametrize(
    "asked", [("2026-Q2",), ("2026-Q3", "countries", "KE"), ("2026-Q3", "kinds", "none")]
)
def test_what_no_release_has_is_gone(asked: tuple[str, ...]) -> None:
    released()
    assert read(*asked) == NoFact(Missing.GONE)


def test_made_up_figures_say_that_they_are() -> None:
    released(is_sample=True)
    fact = read("2026-Q3")
    assert isinstance(fact, Fact)
    assert fact.n is None
    assert "Made-up sample" in ReleasedFigures().sentence(key_of_line("2026-Q3"), fact, "en")
