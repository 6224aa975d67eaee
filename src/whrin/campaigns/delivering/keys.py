"""Who holds the key of a call: the holders of its paper, and the staff that publishes for the network."""

import contextlib

from django.db.models import Q

from whrin.campaigns.enums import Role
from whrin.campaigns.models import Call, Paper, Seat
from whrin.campaigns.rules import may_publish
from whrin.people.models import Person
from whrin.people.rules import is_active_member
from whrin.vault.actions import NotConfirmed, RotatedMeanwhile, grant_many, revoke_access
from whrin.vault.models import PersonalKey, SharedKey
from whrin.vault.opened import Opened

#: `SharedKey.purpose`.
PURPOSE = "signatures"
#: Keys of people that open a call, below which the desk warns: with the last one everything is lost.
FEWEST = 2
_PUBLISH, _BACKEND = "campaigns.publish_paper", "whrin.people.backends.ByName"


def needs_key(person: Person) -> bool:
    """Say whether somebody has signatures to open: she holds a paper that can be signed, or publishes."""
    seats = Seat.objects.filter(person=person, role=Role.HOLDER, paper__kind__is_signed=True)
    return may_publish(person) or (is_active_member(person) and seats.exists())


def keys_for(paper: Paper) -> list[PersonalKey]:
    """Return the confirmed keys of those who deliver a paper."""
    found = PersonalKey.objects.filter(
        _delivers(paper), state=PersonalKey.State.CONFIRMED, person__is_active=True
    )
    return list(found.select_related("person").order_by("pk"))


def _delivers(paper: Paper) -> Q:
    holders = Seat.objects.filter(paper=paper, role=Role.HOLDER).values("person")
    staff = Person.objects.with_perm(_PUBLISH, backend=_BACKEND).values("pk")
    return Q(person__in=holders) | Q(person__in=staff)


def take_from_others(call: Call, *, by: Person) -> None:
    """Take the key of a call from those who do not deliver it any more. Not before somebody holds it who
    does: with the last key everything would be lost.
    """
    if call.key is None or not keys_left(call):
        return
    theirs = PersonalKey.objects.filter(grants__shared=call.key).exclude(_delivers(call.paper))
    for personal in theirs:
        # It is gone in this moment: nobody has it.
        with contextlib.suppress(RotatedMeanwhile):
            revoke_access(shareds=[call.key], personal=personal, by=by)


def keys_left(call: Call) -> int:
    """Return how many people with a confirmed key can open a call."""
    if call.key is None:
        return 0
    return call.key.grants.filter(personal__in=keys_for(call.paper)).count()


def share_calls(opened: Opened) -> None:
    """Let those hold the keys of calls who deliver them and came later; done upon opening a vault, twice as
    well as once. It keeps them to open when somebody leaves; whoever delivers no more has them taken away.
    """
    shared = SharedKey.objects.filter(purpose=PURPOSE, grants__personal=opened.personal)
    for call in Call.objects.filter(key__in=shared).select_related("paper", "key"):
        holding = set(call.key.grants.values_list("personal", flat=True)) if call.key else set()
        for personal in keys_for(call.paper):
            if call.key and personal.pk not in holding:
                # Changed in this moment: the next opening shares it.
                with contextlib.suppress(RotatedMeanwhile, NotConfirmed):
                    grant_many(opened=opened, shareds=[call.key], to=personal)
        take_from_others(call, by=opened.person)
