"""Lists to write to, and a member with an address."""

import pytest
from pytest_django.fixtures import Settings

from tests import cast
from tests.mailing.circle import Circle
from tests.mailing.letters import HER
from whrin.mailing import lists
from whrin.mailing.deciding import forget_recent
from whrin.people.models import Person


@pytest.fixture(autouse=True)
def _domain(settings: Settings) -> None:
    settings.WHRIN_MAIL_DOMAIN = "lists.test"
    settings.WHRIN_MAIL_AUTHSERV = "mx.lists.test"
    settings.WHRIN_ADDRESS = "https://site.test"
    forget_recent()


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
