"""Pages and the desk of this room read and write through actions; those are tested on every database."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests of pages run once, not on each database."""
    for item in items:
        if item.path.parent.name == "policy_index" and item.path.name != "test_measures.py":
            item.add_marker("once")
