"""What becomes of a letter that came in: opened, classified, given to its list, in one transaction with
marking it done. A row that a killed worker held is taken again when its lease ends; each step may run twice.
"""

import datetime
import logging
from email.message import Message
from email.parser import BytesHeaderParser

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from whrin.kit.database_trouble import is_passing
from whrin.mailing.addresses import Target, read_local_part
from whrin.mailing.deciding import Arrived, decide
from whrin.mailing.models import Inbound
from whrin.mailing.obeying import WantsToGo
from whrin.mailing.reading import Reading, read_letter
from whrin.mailing.storing import raw_of
from whrin.people.actions import delete_account

logger = logging.getLogger(__name__)

BATCH = 20
LEASE = datetime.timedelta(minutes=5)
MOST_ATTEMPTS = 5
#: How long a letter waits when the database could not write.
PAUSE = datetime.timedelta(minutes=1)
#: A letter with as many is going in circles (RFC 5321, 6.3, says more than a hundred; lists meet sooner).
_MOST_RECEIVED = 30


@transaction.atomic
def claim() -> list[Inbound]:
    """Take up to `BATCH` waiting letters, oldest first. Each taking counts as an attempt, so that a letter
    that kills the worker is given up as well.
    """
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    waiting = Inbound.objects.filter(free, state=Inbound.State.WAITING)
    rows = list(waiting.select_for_update(skip_locked=True).order_by("id")[:BATCH])
    Inbound.objects.filter(pk__in=[row.pk for row in rows]).update(
        lease_until=now + LEASE, attempts=F("attempts") + 1
    )
    for row in rows:
        row.attempts += 1
    return rows


def work_once() -> int:
    """Take what waits and work on it; return how many letters."""
    # A look without a transaction: on SQLite that would take the one write lock each time.
    rows = claim() if Inbound.objects.filter(state=Inbound.State.WAITING).exists() else []
    for row in rows:
        work_on(row)
    return len(rows)


def work_on(row: Inbound) -> None:
    """Work on one letter. What goes wrong is noted by its class alone, and tried again later; after
    `MOST_ATTEMPTS` a person looks at it. A full disk and the like are no fault of the letter: it waits.
    """
    try:
        arrived = open_letter(row)
        with transaction.atomic():
            decide(arrived)
            if Inbound.objects.filter(pk=row.pk).exists():  # She may have deleted everything of hers.
                row.save()
    except WantsToGo as wish:
        # Her letter goes with her account: until then it waits, so that a killed worker goes on with it.
        delete_account(person=wish.person, keeps_words=False)
    except Exception as trouble:  # noqa: BLE001 -- whatever it is, the letter stays, and others go on
        if is_passing(trouble):
            _let_wait(row)
        else:
            _note_trouble(row.pk, type(trouble).__name__)


def open_letter(row: Inbound) -> Arrived:
    """Return the letter, read; without the database."""
    raw = raw_of(row)
    headers: Message = BytesHeaderParser().parsebytes(raw)
    reading = read_letter(raw)
    target = read_local_part(row.recipient) or Target(row.recipient)
    return Arrived(row, target, headers, reading, classify(target, headers, reading))


def classify(target: Target, headers: Message, reading: Reading) -> str:
    """Say what kind of letter it is. A letter of a machine is never a post and never a command."""
    kinds = Inbound.Kind
    if reading.is_bounce:
        return kinds.BOUNCE
    if _is_our_own(headers):
        return kinds.LOOP
    if reading.is_automatic:
        return kinds.AUTOMATIC
    if target.command in {"b", "bounces"}:
        return kinds.BOUNCE
    return kinds.COMMAND if target.command else kinds.POST


def _is_our_own(headers: Message) -> bool:
    marks = [str(mark) for name in ("List-Id", "List-Post", "X-Loop") for mark in headers.get_all(name, [])]
    domain = settings.WHRIN_MAIL_DOMAIN
    return len(headers.get_all("Received", [])) >= _MOST_RECEIVED or any(
        domain in mark.lower() for mark in marks
    )


def _let_wait(row: Inbound) -> None:
    logger.warning("The database cannot take a letter on now; it waits")
    Inbound.objects.filter(pk=row.pk).update(attempts=row.attempts - 1, lease_until=timezone.now() + PAUSE)


def _note_trouble(pk: int, name: str) -> None:
    row = Inbound.objects.filter(pk=pk).first()
    if row is None:
        return
    logger.warning("A letter could not be worked on (%s), attempt %d", name, row.attempts)
    row.trouble = name
    if row.attempts >= MOST_ATTEMPTS:
        row.state, row.lease_until = Inbound.State.DEAD, None
    else:
        row.lease_until = timezone.now() + datetime.timedelta(minutes=2**row.attempts)
    row.save(update_fields=["trouble", "state", "lease_until"])
