import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from tests.incidents.making import World, world


@pytest.fixture(autouse=True)
def fresh_budgets() -> None:
    """Let no test use up what another needs: people have the same number in each."""
    cache.clear()


@pytest.fixture(autouse=True)
def cheap_derivations(settings: Settings) -> None:
    """Let a guess cost next to nothing: what it costs in earnest is tested with the vault."""
    settings.VAULT_COST = (1, 8)


@pytest.fixture
def room(db: None) -> World:
    """A team of everything with two caseworkers whose vaults are open."""
    return world()
