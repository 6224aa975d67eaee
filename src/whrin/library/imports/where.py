"""Where a record says that its work can be read: addresses of others, files beside it, pages of our own."""

import re
from typing import Any

from django.conf import settings

from whrin.library.addresses import is_address
from whrin.library.enums import LinkKind

_OWN_PAGE = re.compile(r"^/[a-z-]+/library/")


class Where:
    """Gathers addresses and files. Our own pages and files are left out: they are here already."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._unusable: list[str] = []

    def add(self, written: str, kind: str = LinkKind.PAGE) -> None:
        """Add an address, or the path of a file."""
        one = written.strip()
        if not one or _is_own(one):
            return
        if is_address(one):
            if all(one != address for address, _kind in self._links):
                self._links.append((one, kind))
        elif kind == LinkKind.FULL_TEXT:
            self.files.append(one)
        else:
            self._unusable.append(one)

    def record(self) -> dict[str, Any]:
        """Return the record's own address: the first page, else what was written and is no address."""
        first = self._links[0][0] if self._links else next(iter(self._unusable), "")
        return {"URL": first} if first else {}

    def custom(self) -> dict[str, Any]:
        """Return what CSL has no variable for."""
        custom: dict[str, Any] = {}
        if self._links and self._links[0][1] != LinkKind.PAGE:
            custom["link_kind"] = str(self._links[0][1])
        if self._links[1:]:
            custom["links"] = [{"URL": address, "kind": str(kind)} for address, kind in self._links[1:]]
        return custom


def _is_own(address: str) -> bool:
    site = settings.WHRIN_ADDRESS
    return address.startswith(site) and bool(_OWN_PAGE.match(address[len(site) :]))
