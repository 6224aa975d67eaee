"""Every address of services, and who stands before it.

What Django and Wagtail say by leading elsewhere is told apart again: 404 where the address is only tried
again with a language, 403 where the desk shows its first page instead.
"""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import get_resolver, reverse

from tests import cast
from tests.forum.roles import Address, ask, browser_of, walk
from tests.services import making, rounding
from tests.services.proposing import reviewer
from whrin.people.models import Person
from whrin.services.actions.proposals import propose
from whrin.services.enums import ProposalKind, Source

TABLE = Path(__file__).with_name("roles.csv")
#: `reviewer`: a member named for the region of the service. `editor` and `moderator` are staff at the desk.
ROLES = ("visitor", "member", "reviewer", "editor", "moderator", "coordinator")
_ROOM = "whrin.services."
_HOME = "/desk/"


def addresses() -> list[Address]:
    """Return every address with a name whose page is of this room: by its code, or by its model."""
    found = (Address(name, asks) for name, asks, callback in walk(get_resolver()) if _is_ours(callback))
    return sorted(found, key=lambda address: address.name)


def _is_ours(callback: Any) -> bool:
    model = getattr(callback, "view_initkwargs", {}).get("model")
    if getattr(getattr(model, "_meta", None), "app_label", "") == "services":
        return True
    return str(getattr(callback, "__module__", "")).startswith(_ROOM)


class World:
    """A service of Kenya with all there is of one, a proposal that waits for it, and one person a role."""

    def __init__(self) -> None:
        self._people: dict[str, Person | AnonymousUser] = {
            "visitor": AnonymousUser(),
            "member": cast.member("Wren"),
            "reviewer": reviewer("Heron", "KE"),
            "editor": cast.editor(),
            "moderator": cast.moderator(),
            "coordinator": cast.coordinator(),
        }
        service = making.service(
            openings=[[1, 540, 1020, False]],
            **{"claim:naloxone": making.claim(), "place:new-1": making.HOUSE},
        )
        wanted, code = propose(
            kind=ProposalKind.CORRECT, service=service, content={"cost": "free"}, source=Source.PAGE
        )
        #: What stands in addresses, by the beginning of their names; the longest one that fits counts.
        self._things: dict[str, dict[str, object]] = {
            "": {
                "slug": service.slug,
                "uid": service.uid,
                "pk": service.pk,
                "token": "none",
                "code": code,
                "other": 0,
            },
            "services:review": {"uid": wanted.uid},
            "services:need": {"slug": "lawyer"},
            "services:round": {"slug": rounding.listing_round().slug},
            "services:dataset": {"slug": "round-sample-empty"},
        }
        self._browsers = {role: browser_of(person) for role, person in self._people.items()}

    def path(self, address: Address) -> str:
        """Return the address with what stands in it; what nobody named is "none"."""
        fitting = [beginning for beginning in self._things if address.name.startswith(beginning)]
        things: dict[str, object] = {}
        for beginning in sorted(fitting, key=len):
            things |= self._things[beginning]
        return reverse(address.name, kwargs={name: things.get(name, "none") for name in address.asks_for})

    def status(self, role: str, method: str, path: str) -> int:
        """Return what a role gets. Nothing is changed by it."""
        answer: Any = ask(self._browsers[role], method, path)
        answer.close()
        led = answer.get("Location", "")
        if led.rstrip("/") == f"/en{path}".rstrip("/"):
            return 404
        return 403 if led == _HOME else int(answer.status_code)
