"""The key that coded rows are sealed to: made by a coordinator, held by the analysts and nobody else."""

import contextlib
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.incidents.enums import Role, StandingState
from whrin.incidents.models import Counted
from whrin.incidents.statistics import PURPOSE, statistics_key
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.vault.actions import RotatedMeanwhile, grant_many, new_shared_key
from whrin.vault.models import PersonalKey, SharedKey
from whrin.vault.opened import Opened

#: So that no count is lost with one person's key.
FEWEST = 2


class NeedsTwo(Exception):
    """Fewer than two analysts have a confirmed key."""

    def __init__(self) -> None:
        super().__init__(_("Two analysts with confirmed keys are needed, so that no count is lost with one."))


def analysts_keys() -> list[PersonalKey]:
    """Return the confirmed keys of the analysts."""
    return list(
        PersonalKey.objects.filter(
            state=PersonalKey.State.CONFIRMED,
            person__is_active=True,
            person__incident_standings__role=Role.ANALYST,
            person__incident_standings__state=StandingState.CONFIRMED,
        ).select_related("person")
    )


def living_keys() -> list[SharedKey]:
    """Return the key in use and those before it that rows are still sealed to."""
    return list(SharedKey.objects.filter(purpose=PURPOSE))


@transaction.atomic
def make_statistics_key(*, by: Person | None) -> SharedKey:
    """Make a fresh key for the analysts of today; rows are sealed to it from now on. What was sealed to the
    one before stays with those who hold that, until it is released. Raises `NeedsTwo`.
    """
    holders = analysts_keys()
    if len(holders) < FEWEST:
        raise NeedsTwo
    before = SharedKey.objects.select_for_update().filter(purpose=PURPOSE, retired_on=None)
    before.update(retired_on=today())
    shared, _pair = new_shared_key(purpose=PURPOSE, holders=holders)
    forget_empty_keys()
    record(verb="made the key of the figures", about=shared, by=by, holders=len(holders))
    return shared


def forget_empty_keys() -> None:
    """Delete retired keys that no row is sealed to any more. Those of today stay for now: a report that
    arrives in this moment may yet be sealed to one.
    """
    retired = SharedKey.objects.filter(purpose=PURPOSE, retired_on__lt=today())
    retired.exclude(pk__in=Counted.objects.values("key")).delete()


def lacking_keys() -> list[PersonalKey]:
    """Return the analysts' keys that the key in use was not given to yet."""
    shared = statistics_key()
    if shared is None:
        return []
    holding = set(shared.grants.values_list("personal", flat=True))
    return [one for one in analysts_keys() if one.pk not in holding]


def share_with_analysts(opened: Opened) -> None:
    """Let the other analysts hold what this one holds; done upon opening her vault, twice as well as once."""
    shareds = opened.pairs_of(keys := living_keys())
    mine = [one for one in keys if one.pk in shareds]
    for personal in analysts_keys() if mine else ():
        if lacking := _not_held(mine, personal):
            # Made anew in this moment: the next opening shares it.
            with contextlib.suppress(RotatedMeanwhile):
                grant_many(opened=opened, shareds=lacking, to=personal)


def _not_held(shareds: Iterable[SharedKey], personal: PersonalKey) -> list[SharedKey]:
    held = set(personal.grants.filter(shared__purpose=PURPOSE).values_list("shared", flat=True))
    return [one for one in shareds if one.pk not in held]
