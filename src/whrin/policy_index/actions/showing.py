"""Makes a change visible: in the search, and past the page cache."""

from collections.abc import Iterable

from whrin.kit.edition import advance_on_commit
from whrin.policy_index.models import Measure
from whrin.search.actions import refresh

#: The shelf's name in the search; its keys are `uid.hex`.
SHELF = "measures"


def show_anew(measures: Iterable[Measure]) -> None:
    """Let the public see these as they are now, or no more; inside the caller's transaction."""
    refresh(shelf=SHELF, keys=[measure.uid.hex for measure in measures])
    advance_on_commit()
