"""Sample staff, for a network that is tried out. Their passphrases are made once, here, and known to nobody
else.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from whrin.people.models import Person
from whrin.people.recovery import SIGNS

Progress = Callable[[int, int], None]
_FILE = "sample-sign-ins.txt"
#: Name at the door, group (none: may do everything).
_CAST: dict[str, str | None] = {"coordinator": None, "editor": "Editors", "moderator": "Moderators"}


def load(folder: Path, by: Person | None = None, progress: Progress | None = None) -> int:  # noqa: ARG001 -- as every room's samples
    """Make the sample staff who are not there yet; return how many.

    Their passphrases are in the var folder, for its owner alone, before the accounts are there. A person
    who is there stays as she is, whatever was changed about her.
    """
    known = {name: passphrase for name, passphrase, _role in sign_ins()}
    there = set(Person.objects.filter(username__in=_CAST).values_list("username", flat=True))
    missing = [name for name in _CAST if name not in there]
    if missing:
        write_down(Path(settings.VAR), known | {name: new_passphrase() for name in missing})
    for done, (name, passphrase, _role) in enumerate(sign_ins(), start=1):
        if name in missing:
            make(name, passphrase, _CAST[name])
        if progress:
            progress(done, len(_CAST))
    return len(missing)


def make(name: str, passphrase: str, group: str | None) -> None:
    """Make one member of the sample staff; without a group, she may do everything."""
    person = Person.objects.create_user(name, password=passphrase, is_staff=True, is_superuser=group is None)
    if group:
        person.groups.add(Group.objects.get(name=group))


def sign_ins(var: Path | None = None) -> list[tuple[str, str, str]]:
    """Return name, passphrase and role (in the language at hand) of the sample staff, as they were made."""
    path = (var or Path(settings.VAR)) / _FILE
    if not path.exists():
        return []
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(line[0], line[1], role_of(line[0])) for line in lines if len(line) == 2 and line[0] in _CAST]


def role_of(name: str) -> str:
    """Return in words what a member of the sample staff may do."""
    return {
        "coordinator": _("Coordinator: may do everything"),
        "editor": _("Editor: writes, and submits for review"),
        "moderator": _("Moderator: reviews and publishes"),
    }[name]


def new_passphrase() -> str:
    """Return 20 signs (100 bits) in groups of five, easy to copy from a screen."""
    signs = "".join(secrets.choice(SIGNS.lower()) for _sign in range(20))
    return "-".join(signs[at : at + 5] for at in range(0, 20, 5))


def write_down(var: Path, known: dict[str, str]) -> None:
    """Write the passphrases to a file that only its owner can read, all of it or nothing."""
    draft = var / f"{_FILE}.{os.getpid()}"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123 -- mode at birth
        file.writelines(f"{name}\t{passphrase}\n" for name, passphrase in known.items())
    draft.replace(var / _FILE)
