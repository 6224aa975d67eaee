from collections.abc import Iterator, Mapping

import pytest

from whrin.places import figures


@pytest.fixture
def counted() -> Iterator[dict[str, int]]:
    """Register one figure, “services”, and none but it; the test fills in the counts by country."""
    before = figures._figures._by_name.copy()
    figures._figures._by_name.clear()
    counts: dict[str, int] = {}

    def source() -> Mapping[str, int]:
        return counts

    figures.register_figure("services", "Services", source, lambda code: f"/en/library/?country={code}")
    yield counts
    figures._figures._by_name.clear()
    figures._figures._by_name.update(before)
