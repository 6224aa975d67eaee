"""Data of those who signed end: numbers stay, and the public names of organisations."""

import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from whrin.audit.actions import record
from whrin.campaigns.delivering.clock import is_due, oldest_of, seen_with
from whrin.campaigns.delivering.letters import OUTCOME, THANKS
from whrin.campaigns.enums import Authority, Shows, Signer, SignState, State, Way
from whrin.campaigns.models import Call, Kiosk, Signature
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.mailing.queue import forget
from whrin.people.residue import cut_back_the_log

#: Days that the link of a kiosk is kept after its own day.
KIOSK_DAYS = 30
#: Ways on which everybody is asked for her answer, also who is held for a look: our letter names the day on
#: which she is erased without one. Of a flood of letters some are asked only after that look.
_ASKED_AT_ONCE = (Way.WEB, Way.KIOSK)


def end_what_is_over() -> int:
    """Note that each call was looked at today, and erase what is due; return how many calls were erased."""
    day, erased = today(), 0
    for pk in Call.objects.filter(erased_on=None).values_list("pk", flat=True):
        erased += _look_at(pk, day)
    Kiosk.objects.filter(day__lt=day - datetime.timedelta(days=KIOSK_DAYS)).delete()
    if erased:
        cut_back_the_log()
    return erased


@transaction.atomic
def _look_at(pk: int, day: datetime.date) -> bool:
    call = Call.objects.select_for_update(of=("self",)).select_related("paper", "key").get(pk=pk)
    if call.erased_on is not None:
        return False
    if call.closes_on is None and call.paper.state == State.WITHDRAWN:
        call.closes_on = max(day, call.opens_on)
    call.days_seen = seen_with(call.days_seen, day)
    call.save(update_fields=["days_seen", "closes_on"])
    _let_go_of_unanswered(call)
    if not is_due(call, day):
        return False
    erase_call(call=call)
    return True


def _let_go_of_unanswered(call: Call) -> None:
    oldest = oldest_of(call.days_seen)
    if oldest is not None:
        unanswered = Q(state=SignState.WAITING) | Q(state=SignState.HELD, way__in=_ASKED_AT_ONCE)
        if not call.is_open():
            # Nobody can answer for these any more either, whether she was asked or not.
            unanswered |= Q(state=SignState.HELD)
        over = call.signatures.filter(unanswered, waits_until__lt=oldest)
        _forget_letters_about(over)
        over.delete()


def _forget_letters_about(signatures: QuerySet[Signature]) -> None:
    uids = list(signatures.values_list("pk", flat=True))
    forget(kinds_beginning="campaigns.", keys=[str(uid) for uid in uids])


def erase_call(*, call: Call) -> None:
    """Freeze the numbers of a call, and erase everything that could name a person, with its keys. Part of the
    caller's transaction.
    """
    call.totals = frozen_totals(call)
    _forget_letters_about(call.signatures.all())
    for kind in (THANKS, OUTCOME):
        forget(kinds_beginning=kind, keys=[str(call.pk)])
    key, call.key, call.wrapped_mark_key, call.erased_on = call.key, None, "", today()
    call.save(update_fields=["totals", "key", "wrapped_mark_key", "erased_on"])
    call.signatures.all().delete()
    call.kiosks.all().delete()
    if key is not None:
        key.delete()
    record(verb="erase signatures", about=call.paper)
    advance_on_commit()


def frozen_totals(call: Call) -> dict[str, object]:
    """Return what stays of a call's signatures, as `Call.totals` has it; and `names`: of the organisations
    that are shown, `{"name", "country"}`.
    """
    counted = counted_of(call)
    countries: dict[str, dict[str, int]] = {kind: {} for kind in Signer.values}
    for kind, country, number in counted.values_list("kind", "country_id").annotate(number=Count("pk")):
        countries[kind][country or ""] = number
    named = counted.filter(kind=Signer.ORGANISATION, shows=Shows.NAMED).exclude(shown="")
    return {
        "people": sum(countries[Signer.PERSON].values()),
        "organisations": sum(countries[Signer.ORGANISATION].values()),
        "countries": countries,
        "names": [
            {"name": name, "country": country or ""}
            for name, country in named.order_by("shown").values_list("shown", "country_id")
        ],
    }


def counted_of(call: Call) -> QuerySet[Signature]:
    """Return the signatures that count: confirmed; of organisations, by somebody who may sign for it."""
    is_sure = Q(kind=Signer.PERSON) | Q(authority=Authority.CONFIRMED)
    return Signature.objects.filter(is_sure, call=call, state=SignState.CONFIRMED)
