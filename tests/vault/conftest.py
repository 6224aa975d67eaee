from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from tests.vault import making
from tests.vault.making import Holder
from whrin.people.names import name_of
from whrin.vault import holders


@pytest.fixture(autouse=True)
def _no_tries_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _cheap_derivations(settings: Settings) -> None:
    settings.VAULT_COST = making.CHEAP


@pytest.fixture
def heron(db: None) -> Holder:
    """Blue Heron has a key, and her vault is open."""
    return making.holder(name="Blue Heron")


@pytest.fixture
def wren(db: None) -> Holder:
    """Grey Wren has one, too."""
    return making.holder(name="Grey Wren")


@pytest.fixture
def a_room_with_keys() -> Iterator[None]:
    """A room gives something to hold to everyone but Green Cedar; the Wren, and staff, confirm keys."""
    holders.register_holders(
        "tests",
        lambda person: name_of(person) != "Green Cedar",
        may_confirm=lambda person: name_of(person) == "Grey Wren" or person.is_staff,
    )
    yield
    holders.forget_holders("tests")
