"""The key that answers of sensitive forms are sealed to: held by the caseworkers of the team that takes what
no other team takes. Between the actions, which take it away, and `offline`, which uses it.
"""

from whrin.incidents.queries import keys_of, team_for
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.vault.actions import grant_many, new_shared_key, revoke_access
from whrin.vault.models import PersonalKey, SharedKey
from whrin.vault.opened import Opened

PURPOSE = "answers"


def holders() -> list[PersonalKey]:
    """Return the confirmed keys of those who may open such answers."""
    team = team_for("")
    return keys_of(team) if team else []


def answers_keys() -> list[SharedKey]:
    """Return the key in use and those before it."""
    return list(SharedKey.objects.filter(purpose=PURPOSE).order_by("pk"))


def key_in_use() -> SharedKey:
    """Return the key to seal to, which somebody can open; made where none is. Raises `NobodyHolds`."""
    held = SharedKey.objects.filter(purpose=PURPOSE, retired_on=None, grants__personal__in=holders())
    found = held.order_by("pk").first()
    return found or new_shared_key(purpose=PURPOSE, holders=holders())[0]


def take_from(person: Person, *, by: Person) -> None:
    """Take every such key from somebody; what comes from now on is sealed to a fresh one."""
    keys = answers_keys()
    taken = sum(
        revoke_access(shareds=keys, personal=personal, by=by)
        for personal in PersonalKey.objects.filter(person=person)
        if keys
    )
    if taken:
        begin_anew()


def begin_anew() -> None:
    """Let nothing more be sealed to the key in use; what comes from now on is sealed to a fresh one."""
    SharedKey.objects.filter(purpose=PURPOSE, retired_on=None).update(retired_on=today())


def share_answers(opened: Opened) -> None:
    """Let colleagues hold what this one holds; done upon opening her vault, twice as well as once."""
    keys = answers_keys()
    for personal in holders() if keys else ():
        held = set(personal.grants.filter(shared__purpose=PURPOSE).values_list("shared", flat=True))
        lacking = [one for one in keys if one.pk not in held]
        if personal.pk != opened.personal.pk and lacking:
            grant_many(opened=opened, shareds=lacking, to=personal)
