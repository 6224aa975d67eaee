"""Every address of surveys, and who stands before it.

What Django and Wagtail say by leading elsewhere is told apart again: 404 where the address is only tried
again with a language, 403 where the desk shows its first page instead. 302 for a visitor at the desk is the
door; else it is done.
"""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import get_resolver, reverse

from tests import cast
from tests.forum.roles import Address, ask, browser_of, walk
from tests.surveys import making
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.actions.drafts import begin_draft
from whrin.surveys.drafting import State
from whrin.surveys.enums import Audience, Part, Way
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Colleague

TABLE = Path(__file__).with_name("roles.csv")
#: `staff` may enter the desk and is on no team; the others of the desk are on the team of the form.
ROLES = ("visitor", "member", "staff", "reader", "author", "coordinator")
_ROOM = "whrin.surveys."
_HOME = "/desk/"


def addresses() -> list[Address]:
    """Return every address with a name whose page is of this room. Phones have each twice: with a key in
    the address, and without.
    """
    found = [
        Address(f"{name} with a key" if "token" in asks else name, asks)
        for name, asks, callback in walk(get_resolver())
        if str(getattr(callback, "__module__", "")).startswith(_ROOM)
    ]
    return sorted(found, key=lambda address: address.name)


class World:
    """A form for those who are invited, with an answer, a draft and a team; and one person for each role."""

    def __init__(self) -> None:
        coordinator = cast.coordinator()
        staff = Person.objects.create_user("nobody", password=cast.PASSWORD, is_staff=True)
        staff.groups.set(cast.editor().groups.all())
        reader, author = cast.moderator(), Person.objects.get(username="lucia")
        self._people: dict[str, Person | AnonymousUser] = {
            "visitor": AnonymousUser(),
            "member": cast.member("Wren"),
            "staff": staff,
            "reader": reader,
            "author": author,
            "coordinator": coordinator,
        }
        form = making.open_form(coordinator, audience=Audience.INVITED)
        colleague = Colleague.objects.create(form=form, person=author, part=Part.AUTHOR)
        Colleague.objects.create(form=form, person=reader, part=Part.READER)
        version = form.versions.get()
        answer = actions.take_answer(
            version=version, instance=read_instance(making.filled_in()), way=Way.WEB
        ).answer
        actions.invite(form=form, number=1, last_day=today(), by=coordinator)
        other = making.open_form(coordinator, "other")
        phone = actions.admit_collector(label="A", forms=[other], by=coordinator)
        opened = begin_draft(version=version, state=State(answers={}), language="en")
        #: What stands in addresses, by the beginning of their names; the longest one that fits counts.
        self._things: dict[str, dict[str, object]] = {
            "": {"form_id": "small", "digest": version.hash, "token": phone.token, "rest": "x", "pk": 0},
            "filling:": {"secret": opened.secret, "key": "name", "digest": version.hash, "name": "x.png"},
            "forms:": {"pk": answer.pk, "name": "x", "which": str(version.pk), "kind": "xlsx", "place": 0},
            "forms:answer_file": {"file": 0},
            "forms:step": {"name": "close"},
            "forms:colleague": {"pk": colleague.pk},
            "forms:phone": {"pk": phone.collector.pk},
            "openrosa": {"name": "x.png", "form_id": "other", "digest": other.versions.get().hash},
        }
        self._browsers = {role: browser_of(person) for role, person in self._people.items()}
        for browser in self._browsers.values():
            # Else phones' addresses would answer all alike, whatever stands behind them.
            browser.defaults["HTTP_X_OPENROSA_VERSION"] = "1.0"

    def path(self, address: Address) -> str:
        """Return the address with what stands in it."""
        fitting = [beginning for beginning in self._things if address.name.startswith(beginning)]
        things: dict[str, object] = {}
        for beginning in sorted(fitting, key=len):
            things |= self._things[beginning]
        name = address.name.removesuffix(" with a key")
        return reverse(name, kwargs={name: things[name] for name in address.asks_for})

    def status(self, role: str, method: str, path: str) -> int:
        """Return what a role gets. Nothing is changed by it."""
        answer: Any = ask(self._browsers[role], method, path)
        led = answer.get("Location", "")
        if led.rstrip("/") == f"/en{path}".rstrip("/"):
            return 404
        return 403 if led == _HOME else int(answer.status_code)
