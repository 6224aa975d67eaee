"""A call that is open, held by Blue Heron with her key."""

import pytest

from tests.campaigns.signed import open_call
from tests.vault.making import Holder, holder
from whrin.campaigns.models import Call
from whrin.campaigns.taking.floods import forget_what_came


@pytest.fixture(autouse=True)
def _nothing_came() -> None:
    forget_what_came()


@pytest.fixture
def heron(db: None) -> Holder:
    """Blue Heron holds the paper, and the key."""
    return holder()


@pytest.fixture
def call(heron: Holder) -> Call:
    """A text that anybody can sign."""
    return open_call(heron)
