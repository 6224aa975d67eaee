import pytest
from pytest_django.fixtures import Settings

from tests.incidents.making import World, world


@pytest.fixture(autouse=True)
def cheap_derivations(settings: Settings) -> None:
    """Let a guess cost next to nothing: what it costs in earnest is tested with the vault."""
    settings.VAULT_COST = (1, 8)


@pytest.fixture
def room(db: None) -> World:
    """A team of everything with two caseworkers whose vaults are open."""
    return world()
