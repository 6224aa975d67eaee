"""Sample staff and members, for a network that is tried out. Their passphrases are made once, here, and
known to nobody else.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from whrin.people.actions import make_member
from whrin.people.lived_experience import DRUGS, declare
from whrin.people.marks import stand_in_for
from whrin.people.models import Membership, Person
from whrin.people.recovery import SIGNS

Progress = Callable[[int, int], None]
_FILE = "sample-sign-ins.txt"
#: Name at the door, group (none: may do everything).
_CAST: dict[str, str | None] = {"coordinator": None, "editor": "Editors", "moderator": "Moderators"}

#: Names of sample members, and whether they have declared lived experience. One is to moderate in the forum.
MEMBERS = {"Sample Heron": True, "Sample Wren": False, "Sample Ibis": True}
MODERATOR = "Sample Ibis"


def load(folder: Path, by: Person | None = None, progress: Progress | None = None) -> int:  # noqa: ARG001 -- as every room's samples
    """Make the sample staff and members who are not there yet; return how many.

    Their passphrases are in the var folder, for its owner alone, before the accounts are there. A person
    who is there stays as she is, whatever was changed about her.
    """
    known = {name: passphrase for name, passphrase, _role in sign_ins()}
    called = {name: name for name in _CAST} | {name: stand_in_for(name) for name in MEMBERS}
    there = set(Person.objects.filter(username__in=called.values()).values_list("username", flat=True))
    missing = [name for name, username in called.items() if username not in there]
    if missing:
        write_down(Path(settings.VAR), known | {name: new_passphrase() for name in missing})
    for done, (name, passphrase, _role) in enumerate(sign_ins(), start=1):
        if name in missing:
            make(name, passphrase)
        if progress:
            progress(done, len(called))
    return len(missing)


def make(name: str, passphrase: str) -> None:
    """Make one of the sample staff, or a sample member. Staff without a group may do everything."""
    if name in MEMBERS:
        member, _phrase = make_member(name=name, passphrase=passphrase, state=Membership.State.ACTIVE)
        declare(member.membership, [DRUGS] if MEMBERS[name] else [])
        member.membership.save()
        return
    group = _CAST[name]
    person = Person.objects.create_user(name, password=passphrase, is_staff=True, is_superuser=group is None)
    if group:
        person.groups.add(Group.objects.get(name=group))


def sign_ins(var: Path | None = None) -> list[tuple[str, str, str]]:
    """Return name, passphrase and role (in the language at hand) of the sample people, as they were made."""
    path = (var or Path(settings.VAR)) / _FILE
    if not path.exists():
        return []
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    known = _CAST.keys() | MEMBERS.keys()
    return [(line[0], line[1], role_of(line[0])) for line in lines if len(line) == 2 and line[0] in known]


def role_of(name: str) -> str:
    """Return in words what a sample person may do."""
    if name == MODERATOR:
        return _("Member: talks, and moderates in the forum")
    if name in MEMBERS:
        return _("Member: talks")
    return {
        "coordinator": _("Coordinator: may do everything"),
        "editor": _("Editor: writes, and submits for review"),
        "moderator": _("Moderator: reviews and publishes"),
    }[name]


def new_passphrase() -> str:
    """Return 20 signs (100 bits) in groups of five, easy to copy from a screen."""
    signs = "".join(secrets.choice(SIGNS.lower()) for _sign in range(20))
    return "-".join(signs[at : at + 5] for at in range(0, 20, 5))


def write_down(var: Path, known: dict[str, str], file_name: str = _FILE) -> None:
    """Write the passphrases to a file that only its owner can read, all of it or nothing."""
    draft = var / f"{file_name}.{os.getpid()}"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123 -- mode at birth
        file.writelines(f"{name}\t{passphrase}\n" for name, passphrase in known.items())
    draft.replace(var / file_name)
