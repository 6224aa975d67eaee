"""The promise of the map: what a hidden place holds is told by no exit, stands in no row and in no log."""

import logging
import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from tests.services import making, proposing, rounding
from tests.services.exits import exits, told_by
from whrin.people.models import Person
from whrin.services.actions import (
    change_service,
    merge_services,
    restore_service,
    withdraw_service,
)
from whrin.services.actions.deciding import decide
from whrin.services.actions.proposals import propose
from whrin.services.models import Service

#: Stories by lot in each run; more by hand.
STORIES = int(os.environ.get("LEAK_STORIES", "1"))
SECRETS = ("Jacaranda", "ZQ-00999", "1.29743", "36.8231")
TOWN = "Hushville"
EXACT = {
    "precision": "exact",
    "city": TOWN,
    "address": "17 Jacaranda Close",
    "postal_code": "ZQ-00999",
    "latitude": "-1.297431",
    "longitude": "36.823177",
}
FINE = dict.fromkeys(("address", "postal_code", "latitude", "longitude"), "")
CITY = {**EXACT, **FINE, "precision": "city"}
COUNTRY = {**CITY, "precision": "country", "city": ""}
WORDS = "Ring twice at 17 Jacaranda Close."

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]


class Story:
    """A service to which things happen in an order by lot; it ends hidden."""

    def __init__(self, seed: int, reviewers: list[Person], code: str = "none") -> None:
        self.lot, self.reviewers, self.code = random.Random(seed), reviewers, code
        self.hidden = self.lot.choice([CITY, COUNTRY])
        self.service = making.service(description=WORDS, **{"place:new-1": EXACT})
        self.field = f"place:{self.service.places.get().uid.hex}"
        rounding.listing_round()

    def change(self, **content: Any) -> None:
        change_service(service=self.service, content=content, origin=making.FROM_DESK, by=None)

    def happen(self) -> None:
        acts: list[Callable[[], None]] = [
            lambda: self.change(description=f"{WORDS} {self.lot.random()}"),
            lambda: self.change(hours_note="Knock at 17 Jacaranda Close"),
            lambda: self.change(**{self.field: self.hidden}),
            lambda: self.change(**{self.field: EXACT}),
            lambda: self.change(**{self.field: EXACT, "expect": WORDS}),
            self.propose,
            self.propose_and_decide,
            self.come_and_go,
            self.absorb,
        ]
        for act in self.lot.choices(acts, k=self.lot.randint(4, 8)):
            act()

    def propose(self) -> None:
        said = {self.field: {**EXACT, "address": f"{self.lot.randint(1, 99)} Jacaranda Close"}}
        _proposal, self.code = propose(
            kind="correct",
            service=self.service,
            content={**said, "cost_note": WORDS},
            note=WORDS,
            source="page",
        )

    def propose_and_decide(self) -> None:
        wanted = {"conditions": f"{WORDS} {self.lot.random()}"}
        proposal, self.code = propose(kind="correct", service=self.service, content=wanted, source="page")
        for person in self.reviewers:
            proposal.refresh_from_db()
            decide(proposal=proposal, person=person, accepts=True)
        self.service.refresh_from_db()

    def come_and_go(self) -> None:
        withdraw_service(service=self.service, by=None, source="desk")
        restore_service(service=self.service, by=None)

    def absorb(self) -> None:
        other = making.service(name=f"Sample double {self.lot.random()}", **{"place:new-1": EXACT})
        merge_services(kept=self.service, gone=other, by=None)


@pytest.fixture
def reviewers() -> list[Person]:
    """Return two who check services of Kenya."""
    return [proposing.reviewer(name) for name in ("Heron", "Wren")]


def kept() -> str:
    """Return every row of every table, as text."""
    rows = (model.objects.values() for model in apps.get_models() if model._meta.managed)
    return "\n".join(str(list(each)) for each in rows)


def test_what_is_exact_is_told_by_every_kind_of_exit(reviewers: list[Person]) -> None:
    story = Story(0, reviewers)
    page = f"/en/services/{story.service.slug}/"
    beginnings = (page, "/hsds/3.1/services", "/en/services/csv", "/en/services/data/package")
    for beginning in beginnings:
        told = (
            told_by(Client(), path) for path in exits(story.service, story.code) if path.startswith(beginning)
        )
        assert any("Jacaranda" in each for each in told), beginning


@pytest.mark.parametrize("seed", range(1, STORIES + 1))
def test_whatever_happened_before_a_hidden_place_is_told_by_no_exit(
    seed: int, reviewers: list[Person], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    story = Story(seed, reviewers)
    story.happen()
    story.change(**{story.field: story.hidden})
    hidden = SECRETS + ((TOWN,) if story.hidden is COUNTRY else ())
    browser, leaks = Client(), []
    caplog.clear()
    for path in exits(story.service, story.code, story.lot.choice(["en", "ar"])):
        told = told_by(browser, path).replace("?q=Jacaranda", "").replace("?search=Jacaranda", "")
        leaks += [(path, secret) for secret in hidden if secret in told and secret not in path]
    assert not leaks, leaks
    assert [secret for secret in hidden if secret in kept()] == []


def test_nothing_of_a_withdrawn_service_is_told_by_any_exit(reviewers: list[Person]) -> None:
    story = Story(7, reviewers)
    paths = list(exits(story.service, story.code, "fr"))
    withdraw_service(service=story.service, by=None, source="organisation")
    browser = Client()
    leaks = [path for path in paths if _said(told_by(browser, path), path)]
    assert not leaks, leaks
    withdraw_service(service=story.service, by=None, source="organisation", at_once=True)
    assert "Sample shelter" not in kept() and Service.objects.get().name == ""


def _said(told: str, path: str) -> set[str]:
    words = ("Sample shelter", "Sample organisation", "Jacaranda")
    return {word for word in words if word in told and word.split()[-1] not in path}
