"""The queue of what goes out: rooms put letters in, within their own transaction; `sending` takes them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, models, transaction
from django.utils import timezone

from whrin.mailing.models import Outgoing
from whrin.people.models import Person
from whrin.people.sealing import seal

#: Letters taken at once, and for how long nobody else takes them.
BATCH = 100
LEASE = datetime.timedelta(minutes=5)
#: Minutes to wait after each failed attempt; after the last, 5 days have gone and the letter is given up.
PAUSES = (1, 5, 15, 60, 240, 720, 1440, 1440, 1440, 1440)


@dataclass(frozen=True)
class ToSend:
    """One letter to one person, as `Outgoing` keeps it. `stem`: at most 64 signs, unique for ever."""

    kind: str
    key: str
    person: Person | None
    language: str
    stem: str
    address: str = ""


def label_of(stem: str) -> str:
    """Return what an address given for one letter is sealed for."""
    return f"mailing.Outgoing:{stem}"


def enqueue(
    *, kind: str, key: str, person: Person | None, language: str, stem: str, address: str = ""
) -> None:
    """Queue one letter, unless one of this stem waits already."""
    enqueue_many([ToSend(kind, key, person, language, stem, address)])


def enqueue_many(letters: Iterable[ToSend]) -> None:
    """Queue letters, but none whose stem waits already. Part of the caller's transaction."""
    rows = [
        Outgoing(
            kind=letter.kind,
            key=letter.key,
            person=letter.person,
            language=letter.language,
            stem=letter.stem,
            to=seal(letter.address, purpose=label_of(letter.stem)) if letter.address else "",
        )
        for letter in letters
    ]
    Outgoing.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def _free(now: datetime.datetime) -> models.Q:
    return models.Q(lease_until=None) | models.Q(lease_until__lt=now)


@transaction.atomic
def claim() -> Sequence[Outgoing]:
    """Take up to `BATCH` letters that are due, oldest first; nobody else takes them while the lease runs.

    On SQLite the transaction has the one write lock; on PostgreSQL rows taken by others are passed over.
    """
    now = timezone.now()
    due = Outgoing.objects.filter(_free(now), state=Outgoing.State.WAITING, next_at__lte=now)
    rows = list(
        due.select_for_update(skip_locked=True, of=("self",))
        .order_by("id")
        .select_related("person__address", "person__data_key")[:BATCH]
    )
    Outgoing.objects.filter(pk__in=[row.pk for row in rows]).update(lease_until=now + LEASE)
    return rows


def give_back(rows: Iterable[Outgoing]) -> None:
    """Let letters that were taken and not tried be taken again."""
    Outgoing.objects.filter(pk__in=[row.pk for row in rows]).update(lease_until=None)


def is_done(row: Outgoing) -> None:
    """Delete a letter that was sent, or that nobody needs. By hand: Django looks for dependants first, of
    which there are none, and this is done once for each letter.
    """
    table = connection.ops.quote_name(Outgoing._meta.db_table)  # noqa: SLF001 -- Django's documented name
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])  # noqa: S608 -- our own table's name


def forget(*, kinds_beginning: str, keys: Iterable[str]) -> None:
    """Delete letters about these keys, whether they wait or were given up: what they say, or to whom, must
    not outlive what it is about.
    """
    asked = list(keys)
    for start in range(0, len(asked), 500):
        some = asked[start : start + 500]
        Outgoing.objects.filter(kind__startswith=kinds_beginning, key__in=some).delete()


def try_later(row: Outgoing, code: str) -> None:
    """Plan the next attempt; after the last the letter is dead, and a person looks at it."""
    row.attempts += 1
    row.last_code, row.lease_until = code[:12], None
    if row.attempts > len(PAUSES):
        row.state = Outgoing.State.DEAD
        row.next_at = timezone.now()
    else:
        row.next_at = timezone.now() + datetime.timedelta(minutes=PAUSES[row.attempts - 1])
    row.save(update_fields=["attempts", "last_code", "lease_until", "state", "next_at"])


def give_up(row: Outgoing, code: str) -> None:
    """The server refused for good: the letter is dead at once."""
    row.attempts += 1
    row.state, row.last_code, row.lease_until = Outgoing.State.DEAD, code[:12], None
    row.next_at = timezone.now()
    row.save(update_fields=["attempts", "state", "last_code", "lease_until", "next_at"])
