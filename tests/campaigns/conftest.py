"""What all tests of papers begin with."""

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from tests.campaigns.signed import open_call
from tests.vault.making import CHEAP, Holder, holder
from whrin.campaigns.models import Call
from whrin.campaigns.taking.floods import forget_what_came


@pytest.fixture(autouse=True)
def fresh_budgets() -> None:
    """Let no test use up what another needs: people have the same number in each."""
    cache.clear()
    forget_what_came()


@pytest.fixture
def heron(db: None, settings: Settings) -> Holder:
    """Blue Heron holds papers; her vault is open."""
    settings.VAULT_COST = CHEAP
    return holder(name="Blue Heron")


@pytest.fixture
def call(heron: Holder) -> Call:
    """A text of hers that anybody can sign."""
    return open_call(heron)
