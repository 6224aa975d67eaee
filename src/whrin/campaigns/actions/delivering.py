"""A call is delivered; those who signed are thanked, and told once what came of it."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.campaigns.delivering.letters import OUTCOME, THANKS
from whrin.campaigns.delivering.opening import opened_lines
from whrin.campaigns.enums import SignState
from whrin.campaigns.models import Call, Signature
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.kit.text import clean_line, clean_text
from whrin.mailing.queue import ToSend, enqueue_many
from whrin.people.models import Person
from whrin.vault.opened import NotGranted, Opened

#: Letters that are queued at once: each address is opened in the request that asks for it.
BATCH = 500
#: What `Signature.told` says.
_THANKED, _TOLD = 1, 2


class CannotDeliver(Exception):
    """The day is none on which it can have been delivered, or it was delivered before."""


class NotNow(Exception):
    """Letters to those who signed go once, after it was delivered, and while their data are there."""


@transaction.atomic
def deliver_call(*, call: Call, to: str, day: datetime.date, receipt: str, by: Person) -> Call:
    """Write down to whom a call was delivered, and when. From then on nobody signs or takes back. Raises
    `CannotDeliver`.
    """
    held = Call.objects.select_for_update().get(pk=call.pk)
    if held.erased_on is not None or held.delivered_on is not None:
        raise CannotDeliver(_("This was delivered before."))
    if not held.opens_on <= day <= today():
        raise CannotDeliver(_("Choose a day from the first day of the call until today."))
    held.delivered_on, held.delivered_to = day, clean_line(to)[:300]
    held.receipt = clean_line(receipt)[:300]
    held.closes_on = min(held.closes_on or day, day)
    held.save(update_fields=["delivered_on", "delivered_to", "receipt", "closes_on"])
    record(verb="deliver signatures", about=held.paper, by=by, day=day.isoformat())
    advance_on_commit()
    return held


@transaction.atomic
def thank(*, call: Call, opened: Opened, by: Person) -> int:
    """Queue thanks for the next ones who signed; return how many are left. Raises `NotNow`, `NotGranted`."""
    held = _ready(call)
    if held.thanked_on is not None:
        raise NotNow(_("These letters were sent before."))
    left = _queue(held, opened, kind=THANKS, rung=_THANKED)
    if not left:
        held.thanked_on = today()
        held.save(update_fields=["thanked_on"])
        record(verb="thank for signing", about=held.paper, by=by)
    return left


@transaction.atomic
def tell_outcome(*, call: Call, outcome: Mapping[str, str], opened: Opened, by: Person) -> int:
    """Say what came of it, by language, on the page and to the next ones who signed; return how many are
    left. Once the first are told, the words stay. Raises `NotNow`, `NotGranted`.
    """
    held = _ready(call)
    if held.outcome_told_on is not None:
        raise NotNow(_("These letters were sent before."))
    if not held.outcome:
        held.outcome = {language: said for language, text in outcome.items() if (said := clean_text(text))}
        if not held.outcome:
            raise NotNow(_("Write what came of it."))
        held.save(update_fields=["outcome"])
        advance_on_commit()
    left = _queue(held, opened, kind=OUTCOME, rung=_TOLD)
    if not left:
        held.outcome_told_on = today()
        held.save(update_fields=["outcome_told_on"])
        record(verb="tell what came of signatures", about=held.paper, by=by)
    return left


def _ready(call: Call) -> Call:
    held = Call.objects.select_for_update().get(pk=call.pk)
    if held.delivered_on is None or held.erased_on is not None:
        raise NotNow(_("Letters go after it was delivered, and before data are erased."))
    return held


def _queue(call: Call, opened: Opened, *, kind: str, rung: int) -> int:
    if call.key is None:
        raise NotGranted
    waiting = Signature.objects.filter(call=call, state=SignState.CONFIRMED, told__lt=rung)
    batch = list(waiting.order_by("pk")[:BATCH])
    enqueue_many(
        ToSend(
            kind=kind,
            key=str(call.pk),
            person=None,
            language=line.signature.language,
            stem=f"{kind}:{line.signature.pk.hex}",
            address=line.signed.email,
        )
        for line in opened_lines(batch, opened.pair_of(call.key))
        if line.signed and line.signed.email
    )
    Signature.objects.filter(pk__in=[one.pk for one in batch]).update(told=rung)
    return waiting.count()
