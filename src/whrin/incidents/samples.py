"""Sample people who care for reports, and made-up reports that each say that they are a sample."""

import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings

from whrin.incidents.actions import send_report
from whrin.incidents.content import Told, consent_to
from whrin.incidents.counting import samples as counting
from whrin.incidents.enums import Role, StandingState
from whrin.incidents.models import Report, Standing, Team
from whrin.incidents.offline import samples as offline
from whrin.kit.days import today
from whrin.people.marks import stand_in_for
from whrin.people.models import Person
from whrin.people.samples import MEMBERS, write_down
from whrin.vault.actions import confirm_key, make_personal_key, new_code_number
from whrin.vault.models import PersonalKey

_FILE = "sample-keys.txt"
#: What the sample people do with reports, by the name at the door.
_CAST: dict[str, tuple[Role, ...]] = {
    "Sample Heron": (Role.CASEWORKER, Role.INTAKE),
    "Sample Wren": (Role.CASEWORKER, Role.COORDINATOR),
    "Sample Ibis": (Role.ANALYST,),
    "moderator": (Role.ANALYST, Role.COORDINATOR),
    "editor": (Role.AUDITOR,),
}
_NEEDS_KEY = {Role.CASEWORKER, Role.ANALYST}


def load(folder: Path, by: object, progress: Callable[[int, int], None] | None = None) -> int:  # noqa: ARG001 -- as every room's samples
    """Name the sample people, give them keys, and let sample reports arrive, once; return how many."""
    if Team.objects.exists() or Report.objects.exists():
        return 0
    people = {name: found for name in _CAST if (found := _person(name))}
    team = Team.objects.create(slug="everyone", name="Sample team")
    for name, person in people.items():
        for role in _CAST[name]:
            Standing.objects.create(
                person=person,
                role=role,
                team=team if role == Role.CASEWORKER else None,
                state=StandingState.CONFIRMED,
                since=today(),
            )
    _give_keys(people)
    offline.load(folder)
    counting.load(folder)
    told = json.loads((folder / "reports.json").read_text(encoding="utf-8"))
    codes = {}
    for done, values in enumerate(told, start=1):
        code = new_code_number()
        allowed = values.pop("allows")
        send_report(
            told=Told(**values), consent=consent_to(allowed), code=code, once=secrets.token_urlsafe(24)
        )
        codes[f"report {done}"] = code
        if progress:
            progress(done, len(told))
    write_down(Path(settings.VAR), {**dict(_lines()), **codes}, _FILE)
    return len(told)


def doors() -> Iterator[str]:
    """Yield what opens the sample: the words of each key, and the code of the first report."""
    known = dict(_lines())
    for name, roles in _CAST.items():
        words = f"  key: {known[name]}" if name in known else ""
        yield f"  {name} and rights reports: {', '.join(role.value for role in roles)}.{words}"
    if "report 1" in known:
        yield f"The code of a sample report: {known['report 1']}"


def _person(name: str) -> Person | None:
    username = stand_in_for(name) if name in MEMBERS else name
    return Person.objects.filter(username=username).first()


def _give_keys(people: dict[str, Person]) -> None:
    phrases = {}
    holders = [name for name in people if _NEEDS_KEY & set(_CAST[name])]
    for name in holders:
        _personal, phrases[name] = make_personal_key(person=people[name])
    write_down(Path(settings.VAR), phrases, _FILE)
    for place, name in enumerate(holders):
        personal = PersonalKey.objects.get(person=people[name], state=PersonalKey.State.WAITING)
        confirm_key(personal=personal, by=people[holders[place - 1]])


def _lines() -> Iterator[tuple[str, str]]:
    path = Path(settings.VAR) / _FILE
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            name, _tab, secret = line.partition("\t")
            yield name, secret
