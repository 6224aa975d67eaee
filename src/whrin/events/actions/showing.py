"""Makes a change visible: in the search, and past the page cache."""

from collections.abc import Iterable

from whrin.events.models import Occasion, Session
from whrin.events.queries import SHELF
from whrin.kit.edition import advance_on_commit
from whrin.search.actions import refresh


def show_anew(rows: Iterable[Session | Occasion]) -> None:
    """Let the public see these as they are now, or no more; inside the caller's transaction."""
    if keys := [row.uid.hex for row in rows]:
        refresh(shelf=SHELF, keys=keys)
    advance_on_commit()
