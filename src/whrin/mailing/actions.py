"""What the coordinator does about letters that were given up."""

from django.db import transaction
from django.utils import timezone

from whrin.audit.actions import record
from whrin.mailing.models import Inbound, Outgoing
from whrin.people.models import Person


@transaction.atomic
def try_again(*, letter: Inbound | Outgoing, by: Person) -> None:
    """Let a dead letter be tried again, from the beginning."""
    if isinstance(letter, Outgoing):
        letter.state, letter.next_at = Outgoing.State.WAITING, timezone.now()
    else:
        letter.state = Inbound.State.WAITING
    letter.attempts, letter.lease_until = 0, None
    letter.save()
    record(verb="try again", about=letter, by=by)


@transaction.atomic
def delete_letter(*, letter: Inbound | Outgoing, by: Person) -> None:
    """Delete a dead letter."""
    record(verb="delete", about=letter, by=by)
    letter.delete()
