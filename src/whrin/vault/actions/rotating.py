"""Another key for the same content: whoever was taken away opens nothing that is written afterwards."""

from collections.abc import Callable, Iterable

from django.db import router, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError

from whrin.audit.actions import record
from whrin.vault.actions.sharing import RotatedMeanwhile, new_shared_key
from whrin.vault.envelopes import Pair
from whrin.vault.models import Grant, PersonalKey, SharedKey
from whrin.vault.opened import Opened

#: `reseal(old, new_key, new)`: seal anew what the old pair opens, and let the rows point to the new key.
Reseal = Callable[[Pair, SharedKey, Pair], None]


class NotMoved(Exception):
    """A fault of the room: rows still point to the old key, and would be lost with it."""


@transaction.atomic
def rotate(
    *, opened: Opened, shared: SharedKey, reseal: Reseal, without: Iterable[PersonalKey] = ()
) -> SharedKey:
    """Make a fresh key for those who hold `shared`, but `without` some; have its content sealed anew by the
    room that owns it, and delete the old one. All of it happens, or nothing.

    Raises `NotGranted`, `RotatedMeanwhile`, `NobodyHolds`, `NotMoved`, and what `reseal` raises.
    """
    locked = SharedKey.objects.select_for_update().filter(pk=shared.pk).first()
    if locked is None:
        raise RotatedMeanwhile
    old = opened.pair_of(locked)
    grants = Grant.objects.filter(shared=locked).select_related("personal", "code")
    left_out = {key.pk for key in without}
    fresh, new = new_shared_key(
        purpose=locked.purpose,
        holders=[one.personal for one in grants if one.personal and one.personal_id not in left_out],
        code=next((one.code for one in grants if one.code), None),
    )
    reseal(old, fresh, new)
    _let_go(locked)
    record(verb="rotate a key", about=fresh, by=opened.person)
    return fresh


def _let_go(shared: SharedKey) -> None:
    """Delete a key. What still stands on it would go with it, so nothing may but its grants."""
    collector = Collector(using=router.db_for_write(SharedKey))
    try:
        collector.collect([shared])
    except (ProtectedError, RestrictedError):
        raise NotMoved from None
    touched = {*collector.data, *(rows.model for rows in collector.fast_deletes if rows.exists())}
    touched |= {field.model for field, _value in collector.field_updates}
    if touched - {SharedKey, Grant}:
        raise NotMoved
    shared.delete()
