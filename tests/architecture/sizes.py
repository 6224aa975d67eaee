"""Small enough to be read at one sitting."""

from collections.abc import Iterable
from pathlib import Path

CODE = 400
TEMPLATE = 120
STYLESHEET = 400


def too_long(paths: Iterable[Path], limit: int) -> list[str]:
    """Return a sentence for each file with more than `limit` lines."""
    return [
        f"{path.name} has {lines} lines; {limit} are the most"
        for path in paths
        if (lines := path.read_text(encoding="utf-8").count("\n")) > limit
    ]
