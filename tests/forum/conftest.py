"""A space for members, and a member in it."""

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from tests import cast
from tests.forum import making
from tests.mailing.letters import open_post_office
from whrin.forum.models import Participant, Space
from whrin.people.models import Person


@pytest.fixture
def space(db: None) -> Space:
    """A space for members in which nobody has to wait."""
    return making.space()


@pytest.fixture
def participant(space: Space, member: Person) -> Participant:
    """Blue Heron, a member, as Wild Mint in the space."""
    return making.participant(member, space)


@pytest.fixture
def other_participant(space: Space, other_member: Person) -> Participant:
    """Another member, as Red Clover in the space."""
    return making.participant(other_member, space, "Red Clover")


@pytest.fixture
def open_space(db: None) -> Space:
    """A space that anyone may read."""
    return making.space("The square", Space.Access.OPEN)


@pytest.fixture
def nino(space: Space) -> Participant:
    """A moderator of the space."""
    return making.moderator(cast.member("Nino"), space)


@pytest.fixture
def tamar(space: Space) -> Participant:
    """Another moderator of the space."""
    return making.moderator(cast.member("Tamar"), space, "Old Oak")


@pytest.fixture
def post_office(settings: Settings) -> None:
    """Mail as on a site that has lists; nothing is remembered of letters before."""
    open_post_office(settings)
    cache.clear()


@pytest.fixture
def garden(db: None) -> Space:
    """A space with a list."""
    return making.space(list_name="garden")


@pytest.fixture
def author(garden: Space) -> Participant:
    """Who writes in the garden, and has no address."""
    return making.participant(cast.member("Author"), garden, "Red Clover")
