"""Which tests of services ask a database nothing that it could answer in its own way."""

import pytest

#: Pages that read and write through actions, which are tested on every database elsewhere in this folder.
_PAGES = ("showing", "needing", "suggesting", "opendata", "desk")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests of pages run once, not on each database."""
    for item in items:
        if item.path.parent.name in _PAGES and item.path.parent.parent.name == "services":
            item.add_marker("once")
