"""Signatures that wait for a look of ours: held ones, and those for organisations. Let go of in batches."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from whrin.audit.actions import record
from whrin.campaigns.actions.locking import lock_call
from whrin.campaigns.actions.signing import empty
from whrin.campaigns.enums import Authority, Signer, SignState
from whrin.campaigns.models import Call, Signature
from whrin.kit.edition import advance_on_commit
from whrin.people.models import Person

#: What waits for a look: what is held; and an organisation whose mailbox said yes, but who is not known to
#: speak for it.
WAITS = Q(state=SignState.HELD) | Q(
    state=SignState.CONFIRMED, kind=Signer.ORGANISATION, authority=Authority.CLAIMED
)


@transaction.atomic
def hold(*, call: Call, uids: Iterable[UUID], by: Person) -> int:
    """Stop counting signatures until somebody has looked; return how many."""
    rows = _changeable(call, uids).filter(state__in=[SignState.WAITING, SignState.CONFIRMED])
    return _done("hold signatures", call, by, rows.update(state=SignState.HELD, held_because="desk"))


@transaction.atomic
def let_go(*, call: Call, uids: Iterable[UUID], by: Person) -> int:
    """Let held signatures go on; return how many. Those whose mailbox has not answered yet wait for it."""
    rows = _changeable(call, uids).filter(state=SignState.HELD)
    answered = rows.filter(waits_until=None).update(state=SignState.CONFIRMED, held_because="")
    waiting = rows.filter(waits_until__isnull=False).update(state=SignState.WAITING, held_because="")
    return _done("let signatures go", call, by, answered + waiting)


@transaction.atomic
def confirm_authority(*, call: Call, uids: Iterable[UUID], by: Person) -> int:
    """Say that those who signed for organisations may; return how many were said."""
    rows = _changeable(call, uids).filter(kind=Signer.ORGANISATION, authority=Authority.CLAIMED)
    return _done("confirm who may sign", call, by, rows.update(authority=Authority.CONFIRMED))


@transaction.atomic
def refuse(*, call: Call, uids: Iterable[UUID], by: Person) -> int:
    """Take none of these, and erase what they hold; return how many. Of each its mark is kept, so that it
    does not come again.
    """
    lock_call(call.pk)
    rows = list(_rows(call, uids).filter(WAITS).select_for_update(of=("self",)))
    for row in rows:
        empty(row, SignState.REFUSED, "desk")
    return _done("refuse signatures", call, by, len(rows))


def _rows(call: Call, uids: Iterable[UUID]) -> QuerySet[Signature]:
    return Signature.objects.filter(call=call, call__erased_on=None, pk__in=list(uids))


def _changeable(call: Call, uids: Iterable[UUID]) -> QuerySet[Signature]:
    """Return what may come to count, or not any more: after the delivery nothing; what was handed over says
    how many they are.
    """
    held = lock_call(call.pk)
    return _rows(call, uids) if held and held.delivered_on is None else Signature.objects.none()


def _done(verb: str, call: Call, by: Person, many: int) -> int:
    if many:
        record(verb=verb, about=call.paper, by=by, many=many)
        advance_on_commit()
    return many
