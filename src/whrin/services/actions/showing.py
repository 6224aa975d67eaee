"""Makes a change visible: in the search, and past the page cache."""

from collections.abc import Iterable

from whrin.kit.edition import advance_on_commit
from whrin.search.actions import refresh
from whrin.services.models import Service

#: The shelf's name in the search; its keys are `uid.hex`.
SHELF = "services"


def show_anew(services: Iterable[Service]) -> None:
    """Let the public see these as they are now, or no more; inside the caller's transaction."""
    refresh(shelf=SHELF, keys=[service.uid.hex for service in services])
    advance_on_commit()
