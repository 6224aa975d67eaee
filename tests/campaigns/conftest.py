"""What all tests of papers begin with."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_budgets() -> None:
    """Let no test use up what another needs: people have the same number in each."""
    cache.clear()
