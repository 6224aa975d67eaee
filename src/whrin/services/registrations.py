"""What services give to other rooms."""

from collections.abc import Iterable, Sequence

from whrin.kit.daily import register_daily
from whrin.search.shelves import Entry, Passage, Shelf, register_shelf
from whrin.services.actions import SHELF, erase_withdrawn
from whrin.services.actions.proposals import erase_decided
from whrin.services.queries import public_services


def keys() -> Iterable[str]:
    """Yield the keys of all public services."""
    return (uid.hex for uid in public_services().order_by("pk").values_list("uid", flat=True).iterator())


def entries(wanted: Sequence[str]) -> Iterable[Entry]:
    """Yield entries of those that are public."""
    for service in public_services().filter(uid__in=wanted):
        yield Entry(key=service.uid.hex, title=[Passage(service.name, service.language)])


def register() -> None:
    """Register; registering twice is the same as once."""
    register_shelf(Shelf(name=SHELF, keys=keys, entries=entries, facets=()))
    register_daily("services_withdrawn", erase_withdrawn)
    register_daily("services_proposals", erase_decided)
