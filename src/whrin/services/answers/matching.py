"""Which record an answer speaks of: one in the same country with the same website or nearly the same name."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from rapidfuzz import fuzz, utils

from whrin.services.models import Service

#: Likeness of names, out of 100, from which on two are taken for one; a reviewer still sees both.
LIKE = 90


def host_of(address: str) -> str:
    """Return whose site an address is on, without "www."; empty where it says none."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def spoken_of(content: Mapping[str, Any], there: Iterable[Service]) -> Service | None:
    """Return the record that is most likely meant, among those of the same country; None where none is.

    A website alone is not enough where one organisation runs several: then the name decides among them.
    """
    best, likest = None, 0.0
    for service in there:
        likeness = _likeness(str(content["name"]), service)
        if host_of(content.get("website", "")) and host_of(content["website"]) == host_of(service.website):
            likeness = max(likeness, LIKE) + likeness / 1000
        if likeness > likest:
            best, likest = service, likeness
    return best if likest >= LIKE else None


def _likeness(name: str, service: Service) -> float:
    names = [service.name, service.organisation.name if service.organisation else ""]
    return max(fuzz.token_sort_ratio(name, each, processor=utils.default_process) for each in names)
