"""Pages and the desk of this room read and write through actions; those are tested on every database."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests of pages run once, not on each database."""
    for item in items:
        if item.path.parent.name == "events" and item.path.name not in {
            "test_meetings.py",
            "test_follow_up.py",
        }:
            item.add_marker("once")
