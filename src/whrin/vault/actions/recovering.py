"""The recovery key: proposed by one, seconded by another; what it gives back to one who lost her words."""

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.people.models import Person
from whrin.vault.actions.sharing import grant_to_recovery, recovery_in_use, store_grants
from whrin.vault.ceremony import NotAFile, Request, Wanted, read_answer, write_request
from whrin.vault.envelopes import CannotOpen, open_sealed, pair_of
from whrin.vault.labels import grant_label
from whrin.vault.models import Grant, PersonalKey, RecoveryKey, SharedKey
from whrin.vault.opened import Opened

#: Keys that are sealed to a new recovery key each time a holder opens her vault (a fifth of a second).
_AT_ONCE = 2_000


class CannotSecond(Exception):
    """One person alone cannot set a recovery key, or somebody else was quicker."""

    def __init__(self) -> None:
        super().__init__(_("Another person must confirm this."))


class NotAnAnswer(Exception):
    """The file is not the answer to what she asked, or is for another key than hers."""

    def __init__(self) -> None:
        super().__init__(_("This file is not the answer to your request."))


@transaction.atomic
def propose_recovery_key(*, public: bytes, by: Person) -> RecoveryKey:
    """Propose a recovery key; an earlier proposal falls. Nothing is sealed to it until it is seconded."""
    RecoveryKey.objects.filter(state=RecoveryKey.State.PROPOSED).delete()
    last = RecoveryKey.objects.aggregate(last=Max("number"))["last"] or 0
    proposed = RecoveryKey.objects.create(public=public, number=last + 1, set_by=by)
    record(verb="propose a recovery key", about=proposed, by=by)
    return proposed


@transaction.atomic
def second_recovery_key(*, recovery: RecoveryKey, by: Person) -> None:
    """Put a proposed key into use; the one before is retired. What is sealed to that one stays until a holder
    opens her vault: then it is sealed to the new one instead. Raises `CannotSecond`.
    """
    proposed = RecoveryKey.objects.select_for_update().filter(
        pk=recovery.pk, state=RecoveryKey.State.PROPOSED
    )
    found = proposed.exclude(set_by=None).exclude(set_by=by).first()
    if found is None:
        raise CannotSecond
    RecoveryKey.objects.filter(state=RecoveryKey.State.IN_USE).update(state=RecoveryKey.State.RETIRED)
    found.state, found.seconded_by = RecoveryKey.State.IN_USE, by
    found.save(update_fields=["state", "seconded_by"])
    record(verb="second a recovery key", about=found, by=by)


def seal_to_recovery(opened: Opened) -> int:
    """Seal to the recovery key in use what this holder holds and it does not have yet; earlier ones lose it.

    Return how many. Done each time a vault is opened.
    """
    for recovery in recovery_in_use():
        lacking = (
            SharedKey.objects.filter(grants__personal=opened.personal)
            .exclude(grants__recovery=recovery)
            .order_by("pk")[:_AT_ONCE]
        )
        shareds = list(lacking)
        held = opened.pairs_of(shareds)
        store_grants(grant_to_recovery(one, held[one.pk], recovery) for one in shareds if one.pk in held)
        Grant.objects.filter(shared__in=list(held), recovery__isnull=False).exclude(
            recovery=recovery
        ).delete()
        return len(held)
    return 0


def recovery_request(*, personal: PersonalKey) -> tuple[bytes, int]:
    """Return the file by which she asks back what her retired keys held, and how many keys are in it: sealed
    to the recovery key as they are, and her new public key.
    """
    lost = _lost_by(personal).values("shared")
    grants = Grant.objects.filter(recovery__isnull=False, shared__in=lost).order_by("pk")
    wanted = tuple(
        Wanted(shared, recovery, bytes(sealed))
        for shared, recovery, sealed in grants.values_list("shared_id", "recovery_id", "sealed")
        if recovery
    )
    request = Request(personal.pk, bytes(personal.public), wanted)
    record(verb="ask for recovery", about=personal, by=personal.person, many=len(wanted))
    return write_request(request), len(wanted)


@transaction.atomic
def take_recovery(*, opened: Opened, content: bytes) -> int:
    """Take in the answer: she holds again what she held; return how many keys. Only what her retired keys
    held is taken, and only what is the key it claims to be. Raises `NotAnAnswer`.
    """
    personal = opened.personal
    if not PersonalKey.objects.filter(pk=personal.pk, state=PersonalKey.State.CONFIRMED).exists():
        raise NotAnAnswer
    try:
        given = read_answer(content)
    except NotAFile:
        raise NotAnAnswer from None
    lost = _lost_by(personal).filter(shared__in=list(given)).select_related("shared")
    taken = {
        one.shared_id: Grant(shared=one.shared, personal=personal, sealed=given[one.shared_id])
        for one in lost
        if _is_genuine(opened, one.shared, given[one.shared_id])
    }
    if not taken:
        raise NotAnAnswer
    store_grants(taken.values())
    _lost_by(personal).filter(shared__in=list(taken)).delete()
    record(verb="recover keys", about=personal, by=opened.person, many=len(taken))
    return len(taken)


def _lost_by(personal: PersonalKey) -> "QuerySet[Grant]":
    """Return what the retired keys of this key's person held."""
    return Grant.objects.filter(
        personal__person=personal.person_id, personal__state=PersonalKey.State.RETIRED
    )


def _is_genuine(opened: Opened, shared: SharedKey, sealed: bytes) -> bool:
    try:
        secret = open_sealed(opened.pair, sealed, label=grant_label(shared.pk, opened.personal.pk))
        return pair_of(secret).public == bytes(shared.public)
    except CannotOpen:
        return False
