"""Lists to write to, and a member with an address."""

import pytest
from pytest_django.fixtures import Settings

from tests import cast
from tests.mailing.circle import Circle
from tests.mailing.letters import HER, open_post_office
from whrin.mailing import lists
from whrin.people.models import Person


@pytest.fixture(autouse=True)
def _domain(settings: Settings) -> None:
    open_post_office(settings)


@pytest.fixture
def writer(db: None) -> Person:
    """Blue Heron, who can be written to."""
    return cast.member(email=HER)


@pytest.fixture
def circle(writer: Person, monkeypatch: pytest.MonkeyPatch) -> Circle:
    """Two lists; she takes part."""
    made = Circle(inside={writer.pk})
    monkeypatch.setattr(lists, "_sources", [made.source()])
    return made
