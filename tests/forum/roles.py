"""Every address of the forum, of mail, the organisations and people, and who stands before it."""

import copy
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import cast
from tests.cast import SignedIn
from tests.forum import making
from tests.organisations.conftest import organisation
from whrin.forum import moderating, moderating_names
from whrin.forum.models import Move, Participant
from whrin.forum.polls import Wanted
from whrin.mailing.models import Outgoing
from whrin.organisations.actions import choose_representative, save_joint_work
from whrin.organisations.models import JointWork
from whrin.people.actions.membership import appeal, suspend
from whrin.people.models import Application, Membership, Person

TABLE = Path(__file__).with_name("roles.csv")
ROLES = ("visitor", "member", "participant", "moderator", "editor", "coordinator")
_ROOMS = ("forum", "mailing", "organisations", "people")
#: Code of others that our addresses lead to.
_ALSO = ("allauth.",)


@dataclass(frozen=True)
class Address:
    """An address as the URL conf has it, and the names of what stands in it."""

    name: str
    asks_for: tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """The status that each role gets."""

    address: str
    method: str
    statuses: dict[str, int]


def addresses() -> list[Address]:
    """Return every address with a name whose page is ours: by its code, or by the model that it is about."""
    found = (Address(name, asks) for name, asks, callback in walk(get_resolver()) if _is_ours(callback))
    return sorted(found, key=lambda address: address.name)


def addresses_in(*rooms: str) -> list[Address]:
    """Return every address with a name whose page is code of these rooms."""
    begins = tuple(f"whrin.{room}." for room in rooms)
    found = (
        Address(name, asks)
        for name, asks, callback in walk(get_resolver())
        if str(getattr(callback, "__module__", "")).startswith(begins)
    )
    return sorted(found, key=lambda address: address.name)


def walk(
    resolver: URLResolver, spaces: tuple[str, ...] = (), above: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    """Yield each address with a name, what stands in it, and the code behind it."""
    for pattern in resolver.url_patterns:
        asks = (*above, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield ":".join((*spaces, pattern.name)), asks, pattern.callback
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from walk(pattern, inner, asks)


def _is_ours(callback: Any) -> bool:
    model = getattr(callback, "view_initkwargs", {}).get("model")
    if getattr(getattr(model, "_meta", None), "app_label", "") in _ROOMS:
        return True
    module = str(getattr(callback, "__module__", ""))
    return module.startswith((*_ALSO, *(f"whrin.{room}." for room in _ROOMS)))


def expected(table: Path = TABLE, roles: Sequence[str] = ROLES) -> list[Expected]:
    """Return a table."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Expected(row["address"], row["method"], {role: int(row[role]) for role in roles}) for row in rows]


class World:
    """A space of members with posts in each state, and one person for each role."""

    def __init__(self) -> None:
        space = making.space("Garden", rules="Be kind.")
        self.people: dict[str, Person | AnonymousUser] = {
            "visitor": AnonymousUser(),
            "member": cast.member("Wren"),
            "participant": cast.member("Heron"),
            "moderator": cast.member("Nino"),
            "editor": cast.editor(),
            "coordinator": cast.coordinator(),
        }
        participant, nino = self._place("participant", space), self._place("moderator", space, is_one=True)
        other = making.participant(cast.member("Owl"), space, "Old Owl")
        staff = self.people["editor"]
        assert isinstance(staff, Person)
        applied = cast.member("Swift")
        Membership.objects.filter(person=applied).update(state=Membership.State.APPLIED)
        out = cast.member("Crane")
        suspend(membership=out.membership, reason="Threats.", by=staff)
        own, others, gone = making.post(participant), making.post(other), making.post(participant)
        polled = making.post(other, poll=Wanted(("Plums", "Pears")))
        moderating.remove_post(by=nino, post=gone, reason="No.")
        asked = appeal(person=out, words="Why?")
        request = moderating_names.ask_name(by=nino, participant=other, reason="A threat.")
        ally = organisation("alpha")
        work = save_joint_work(work=JointWork(organisation=ally, title="Letter", year=2020), by=None)
        spoken = choose_representative(organisation=ally, name="Owl", by=None)
        old = Move.objects.create(space=space, kind=Move.Kind.ARCHIVE, state=Move.State.WAITING)
        application = Application.objects.create(person=applied)
        given_up = Outgoing.objects.create(kind="forum.post", stem="given-up", state=Outgoing.State.DEAD)
        #: What stands in addresses, by the beginning of their names; the longest one that fits counts.
        self._things: dict[str, dict[str, object]] = {
            "": {"slug": space.slug, "pk": 0, "token": "none", "uidb36": "1", "key": "none", "kind": "kept"},
            "forum:": {"slug": space.slug, "uid": others.uid, "pk": request.pk, "kind": "bookmarks"},
            "forum:thread": {"uid": others.thread.uid},
            "forum:reply": {"uid": others.thread.uid},
            "forum:act": {"uid": others.thread.uid},
            "forum:edit": {"uid": own.uid},
            "forum:withdraw": {"uid": own.uid},
            "forum:poll": {"uid": own.uid},
            "forum:vote": {"uid": polled.uid},
            "forum:appeal": {"uid": gone.uid},
            "forum:moderate_participant": {"slug": space.slug, "uid": other.uid},
            "organisations:": {"slug": ally.slug},
            "organisations_register:": {"pk": ally.pk},
            "joint_work:": {"pk": work.pk},
            "representatives:": {"pk": spoken.pk},
            "spaces:": {"pk": space.pk},
            "old_lists:": {"pk": old.pk},
            "mailing:": {"token": "none", "name": "none", "provider": "none"},
            "letters:": {"way": "out", "pk": given_up.pk, "what": "delete"},
            "wagtailusers_users:": {"pk": staff.pk},
            "people_desk_application": {"pk": application.pk},
            "people_desk_appeal": {"pk": asked.pk},
        }
        self._browsers = {role: browser_of(person) for role, person in self.people.items()}

    def _place(self, role: str, space: Any, *, is_one: bool = False) -> Participant:
        person = self.people[role]
        assert isinstance(person, Person)
        return making.moderator(person, space) if is_one else making.participant(person, space)

    def path(self, address: Address) -> str:
        """Return the address with what stands in it."""
        fitting = [beginning for beginning in self._things if address.name.startswith(beginning)]
        things = self._things[max(fitting, key=len)]
        return reverse(address.name, kwargs={name: things[name] for name in address.asks_for})

    def status(self, role: str, method: str, path: str) -> int:
        """Return what a role gets, asking without a word more than the address. Nothing is changed by it."""
        return int(ask(self._browsers[role], method, path).status_code)


def ask(browser: Client, method: str, path: str) -> Any:
    """Return the answer to a request without a word more than the address. Nothing is changed by it."""
    cookies = copy.deepcopy(browser.cookies)
    with transaction.atomic():
        answer = browser.generic(method, path)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return answer


def browser_of(person: Person | AnonymousUser) -> Client:
    """Return a browser, signed in where there is somebody; what goes wrong is an answer, too."""
    browser = SignedIn(person) if isinstance(person, Person) else Client()
    browser.raise_request_exception = False
    return browser
