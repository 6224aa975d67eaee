"""Makes a change visible: in the search, and past the page cache."""

from collections.abc import Sequence

from whrin.kit.edition import advance_on_commit
from whrin.library.enums import Status
from whrin.library.models import Work
from whrin.search.actions import refresh

SHELF = "library"


def refresh_search(slugs: Sequence[str]) -> None:
    """Index these works anew; inside the caller's transaction."""
    if slugs:
        refresh(shelf=SHELF, keys=list(slugs))


def show_anew(work: Work) -> None:
    """Let the public see the work as it is now. A draft that never was public needs nothing."""
    if work.status in {Status.PUBLISHED, Status.WITHDRAWN}:
        refresh_search([work.slug])
        advance_on_commit()
