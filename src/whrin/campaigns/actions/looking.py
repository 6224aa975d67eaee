"""Held signatures are let go by somebody who opened them: those who were never asked are asked now."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from whrin.campaigns.actions.locking import lock_call
from whrin.campaigns.actions.signing import WAIT_DAYS
from whrin.campaigns.actions.sorting import let_go
from whrin.campaigns.delivering.opening import opened_lines
from whrin.campaigns.enums import SignState, Way
from whrin.campaigns.models import Call, Signature
from whrin.campaigns.taking.letters import KIND
from whrin.kit.days import today
from whrin.mailing.queue import ToSend, enqueue_many
from whrin.mailing.turns import take_a_turn
from whrin.people.models import Person
from whrin.vault.opened import NotGranted, Opened


@transaction.atomic
def let_go_and_ask(*, call: Call, uids: Collection[UUID], opened: Opened, by: Person) -> int:
    """Let held signatures go on, and write to those whose mailbox has not answered: in a flood nobody was
    written to. Each has as many days again. Return how many went on. Raises `NotGranted`.
    """
    if call.key is None:
        raise NotGranted
    pair = opened.pair_of(call.key)
    held = lock_call(call.pk)
    if held is None or held.delivered_on is not None:
        return 0
    unanswered = Signature.objects.filter(
        call=held,
        pk__in=uids,
        state=SignState.HELD,
        waits_until__isnull=False,
    )
    lines = list(opened_lines(unanswered.select_for_update(), pair))
    for way in Way:
        until = today() + datetime.timedelta(days=WAIT_DAYS[way])
        unanswered.filter(way=way).update(waits_until=until)
    gone_on = let_go(call=call, uids=uids, by=by)
    enqueue_many(
        ToSend(
            kind=KIND,
            key=str(line.signature.pk),
            person=None,
            language=line.signature.language,
            stem=f"sign:{line.signature.pk.hex}:{today().toordinal()}",
            address=line.signed.email,
        )
        for line in lines
        if line.signed and take_a_turn(f"{call.pk} {line.signature.mark}")
    )
    return gone_on
