"""Every address of reports and of keys, and who stands before it."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.forum.roles import Address, addresses_in, ask, browser_of
from tests.incidents.making import opened_by, standing, tell, world
from tests.vault.making import holder
from whrin.incidents.actions import Incoming, add_files
from whrin.incidents.enums import ExportState, Role, Scheme, Use
from whrin.incidents.models import Export, Recording, Release, Standing, Team, Term
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.places.models import Region

TABLE = Path(__file__).with_name("roles.csv")
#: `admin` may do everything on the site; here she has a key, for the signatures of papers, and no more.
#: Those who need keys have theirs open. `other` is a caseworker of another team.
ROLES = (
    "visitor",
    "member",
    "admin",
    "intake",
    "caseworker",
    "other",
    "coordinator",
    "analyst",
    "auditor",
)


def addresses() -> list[Address]:
    """Return every address with a name whose page is of these rooms."""
    return addresses_in("incidents", "vault")


class World:
    """A report with a file, a wish to take it out, everything else of which there can be one, and one person
    a role.
    """

    def __init__(self) -> None:
        room = world()
        other, analyst = holder(name="Ibis"), holder(name="Crane")
        second = Team.objects.create(slug="second", name="Second", region=Region.objects.first())
        standing(other.person, Role.CASEWORKER, second)
        standing(analyst.person, Role.ANALYST)
        self._browsers = {
            "visitor": browser_of(AnonymousUser()),
            "member": browser_of(cast.member("Swift")),
            "admin": browser_of(cast.coordinator()),
            "intake": browser_of(_named("Finch", Role.INTAKE)),
            "caseworker": room.heron.client,
            "other": other.client,
            "coordinator": browser_of(_named("Kite", Role.COORDINATOR)),
            "analyst": analyst.client,
            "auditor": browser_of(_named("Owl", Role.AUDITOR)),
        }
        for browser in self._browsers.values():
            browser.raise_request_exception = False
        report, _code = tell(Client(), country="", uses=["court"])
        file = SimpleUploadedFile("a.txt", b"words")
        incoming = Incoming("a.txt", "text/plain", 5, file.chunks())
        add_files(one=opened_by(room.heron, report), files=[incoming])
        wish = Export.objects.create(
            use=Use.COURT,
            reports=[str(report.pk)],
            asked_by=room.heron.person,
            state=ExportState.APPROVED,
            asked_on=today(),
        )
        voice = Recording.objects.create(step="whom", language="en", media_type="audio/ogg", sound=b"Og")
        proposed = Release.objects.create(
            quarter="2026-Q3",
            tables={"total": 10, "kinds": {}, "actors": {}, "regions": {}},
            rules={"smallest": 10, "step": 5},
            digest="",
            day=today(),
        )
        #: What stands in addresses, by the beginning of their names; the longest one that fits counts.
        self._things: dict[str, dict[str, object]] = {
            "": {"uid": report.pk, "number": 1, "pk": 0, "form_id": "none"},
            "incidents:care_taken": {"uid": wish.pk, "form": "txt"},
            "incidents:count": {"pk": proposed.pk},
            "incidents:people": {"pk": Standing.objects.get(person=room.wren.person).pk},
            "incidents:people_rename": {"pk": room.team.pk},
            "incidents:term": {"pk": Term.objects.filter(scheme=Scheme.KIND).earliest("pk").pk},
            "incidents:term_add": {"scheme": Scheme.ACTOR.value},
            "incidents:voice": {"pk": voice.pk, "step": "whom", "language": "en"},
        }

    def path(self, address: Address) -> str:
        """Return the address with what stands in it."""
        fitting = [beginning for beginning in self._things if address.name.startswith(beginning)]
        things: dict[str, object] = {}
        for beginning in sorted(fitting, key=len):
            things |= self._things[beginning]
        return reverse(address.name, kwargs={name: things[name] for name in address.asks_for})

    def statuses(self, method: str, path: str) -> dict[str, int]:
        """Return what each role gets. What no visitor may even ask (405) is refused before anybody is
        looked at, so it is asked once.
        """
        if self.status("visitor", method, path) == HTTPStatus.METHOD_NOT_ALLOWED:
            return dict.fromkeys(ROLES, int(HTTPStatus.METHOD_NOT_ALLOWED))
        return {role: self.status(role, method, path) for role in ROLES}

    def status(self, role: str, method: str, path: str) -> int:
        """Return what a role gets. Nothing is changed by it."""
        answer: Any = ask(self._browsers[role], method, path)
        answer.close()
        return int(answer.status_code)


def _named(name: str, role: Role) -> Person:
    person = cast.member(name)
    standing(person, role)
    return person
