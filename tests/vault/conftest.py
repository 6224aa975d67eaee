import pytest
from pytest_django.fixtures import Settings

from tests.vault import making
from tests.vault.making import Holder


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
