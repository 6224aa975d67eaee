"""Shared keys: made for those who hold them from the beginning, granted to more, taken away."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.people.models import Person
from whrin.vault.envelopes import Pair, new_pair, seal_to
from whrin.vault.labels import grant_label
from whrin.vault.models import CodeKey, Grant, PersonalKey, RecoveryKey, SharedKey
from whrin.vault.opened import Opened

#: Grants in one statement to the database.
_BATCH = 500
Holder = PersonalKey | CodeKey | RecoveryKey


class NobodyHolds(Exception):
    """None of these people has a confirmed key: what would be sealed could be opened by nobody."""

    def __init__(self) -> None:
        super().__init__(_("Nobody with a confirmed key could open this."))


class NotConfirmed(Exception):
    """The key waits until somebody confirms it, or is retired: nothing is sealed to it."""

    def __init__(self) -> None:
        super().__init__(_("This key is not confirmed."))


class RotatedMeanwhile(Exception):
    """Somebody gave it another key in this moment, or deleted it. Nothing was changed; look at it again."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed this in the same moment. Look at it again."))


@transaction.atomic
def new_shared_key(
    *, purpose: str, holders: Iterable[PersonalKey], code: CodeKey | None = None
) -> tuple[SharedKey, Pair]:
    """Make a key that things are sealed to, held by those of `holders` whose keys are confirmed, by whoever
    has the code, and by the recovery key in use. Return it, and both halves. Raises `NobodyHolds`.
    """
    pair = new_pair()
    shared = SharedKey(purpose=purpose, public=pair.public)
    confirmed = _confirmed(holders)
    if not confirmed:
        raise NobodyHolds
    shared.save(force_insert=True)
    everyone: list[Holder] = [*confirmed, *([code] if code else []), *recovery_in_use()]
    _store(_sealed_for(shared, pair.secret, one) for one in everyone)
    return shared, pair


@transaction.atomic
def grant_access(*, shared: SharedKey, pair: Pair, to: PersonalKey, by: Person) -> None:
    """Let one more person hold a key. Granting it twice is the same as once. Raises `NotConfirmed`,
    `RotatedMeanwhile`.
    """
    lock([shared])
    if not _confirmed([to]):
        raise NotConfirmed
    _store([_sealed_for(shared, pair.secret, to)])
    record(verb="grant a key", about=to, by=by)


@transaction.atomic
def grant_many(*, opened: Opened, shareds: Iterable[SharedKey], to: PersonalKey) -> int:
    """Let somebody hold what the one with the open vault holds of these keys; return how many that are.

    Raises `NotConfirmed`, `RotatedMeanwhile`.
    """
    asked = list(shareds)
    lock(asked)
    if not _confirmed([to]):
        raise NotConfirmed
    held = opened.pairs_of(asked)
    _store(_sealed_for(shared, held[shared.pk].secret, to) for shared in asked if shared.pk in held)
    record(verb="grant keys", about=to, by=opened.person, many=len(held))
    return len(held)


@transaction.atomic
def revoke_access(*, shareds: Iterable[SharedKey], personal: PersonalKey, by: Person) -> int:
    """Take keys from somebody at once, and return how many. What she has seen she has seen; so that she can
    open nothing that is written from now on, they are rotated as well.

    Raises `RotatedMeanwhile`: the new key may be hers as well. Ask again which keys there are.
    """
    asked = list(shareds)
    lock(asked)
    gone, _rows = Grant.objects.filter(personal=personal, shared__in=asked).delete()
    record(verb="take keys away", about=personal, by=by, many=gone)
    return gone


def lock(shareds: Iterable[SharedKey]) -> None:
    """Hold these keys as they are until all is stored. Raises `RotatedMeanwhile`: one is gone."""
    asked = {shared.pk for shared in shareds}
    held = SharedKey.objects.select_for_update().filter(pk__in=asked).order_by("pk")
    if len(held.values_list("pk", flat=True)) < len(asked):
        raise RotatedMeanwhile


def recovery_in_use() -> list[RecoveryKey]:
    """Return the recovery key that everything is sealed to as well; none where there is none."""
    return list(RecoveryKey.objects.filter(state=RecoveryKey.State.IN_USE))


def grant_to_recovery(shared: SharedKey, pair: Pair, recovery: RecoveryKey) -> Grant:
    """Return a grant, not stored yet, to the recovery key."""
    return _sealed_for(shared, pair.secret, recovery)


def store_grants(grants: Iterable[Grant]) -> None:
    """Store grants; those that are there stay as they are."""
    _store(grants)


def _confirmed(keys: Iterable[PersonalKey]) -> list[PersonalKey]:
    """Return those that are confirmed now, whatever the caller read before."""
    asked = [key.pk for key in keys]
    return list(PersonalKey.objects.filter(pk__in=asked, state=PersonalKey.State.CONFIRMED).order_by("pk"))


def _sealed_for(shared: SharedKey, secret: bytes, holder: Holder) -> Grant:
    sealed = seal_to(bytes(holder.public), secret, label=grant_label(shared.pk, holder.pk), pad=0)
    grant = Grant(shared=shared, sealed=sealed)
    match holder:
        case PersonalKey():
            grant.personal = holder
        case CodeKey():
            grant.code = holder
        case RecoveryKey():
            grant.recovery = holder
    return grant


def _store(grants: Iterable[Grant] | Iterator[Grant]) -> None:
    Grant.objects.bulk_create(grants, batch_size=_BATCH, ignore_conflicts=True)
