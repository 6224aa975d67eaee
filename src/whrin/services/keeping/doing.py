"""What an organisation does with its record, behind its link."""

import datetime
from contextlib import suppress

from django.db import transaction

from whrin.kit.days import today
from whrin.services.actions import check_service, withdraw_service
from whrin.services.actions.ending import GRACE_DAYS
from whrin.services.actions.keepers import end_mailbox, note_answer
from whrin.services.actions.proposals import NothingProposed, propose
from whrin.services.enums import Informant, ProposalKind, Source, Status
from whrin.services.models import Keeper

#: What a button says, and the status that it proposes.
STATUSES = {"open": Status.ACTIVE, "paused": Status.PAUSED, "closed": Status.CLOSED}


@transaction.atomic
def confirm(*, keeper: Keeper) -> None:
    """Write down that the record is still correct."""
    check_service(service=keeper.service, source=Source.ORGANISATION, by=None)
    note_answer(keeper=keeper)


@transaction.atomic
def say_status(*, keeper: Keeper, status: str) -> None:
    """Propose that the service is open, paused or closed. The same on one day is one proposal; what the
    record says already needs none.
    """
    with suppress(NothingProposed):
        propose(
            kind=ProposalKind.CORRECT,
            source=Source.ORGANISATION,
            service=keeper.service,
            content={"status": status},
            said_by=Informant.ORGANISATION,
            language=keeper.language,
            reference=f"keeper {keeper.pk} {status} {today().isoformat()}",
        )
    note_answer(keeper=keeper)


@transaction.atomic
def take_off(*, keeper: Keeper, at_once: bool) -> None:
    """Take the record off the map, now; `at_once`: erase it, too."""
    note_answer(keeper=keeper)
    withdraw_service(service=keeper.service, by=None, source=Source.ORGANISATION, at_once=at_once)


def stop(*, keeper: Keeper) -> None:
    """Erase the mailbox."""
    end_mailbox(keeper=keeper, by=None)


def erased_on(day: datetime.date) -> datetime.date:
    """Return when a record that was withdrawn on a day is erased."""
    return day + datetime.timedelta(days=GRACE_DAYS)
