"""Going for good. The key first: from then on, what is left of her words anywhere cannot be read."""

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.utils import OperationalError

from whrin.audit.actions import record
from whrin.people.leaving import detachings, erasures
from whrin.people.models import DataKey, DeletionCode, OpenSession, Person
from whrin.people.recovery import canonical, new_code
from whrin.people.sealing import fingerprint

#: Milliseconds to wait for readers, before the log of the database is cut back a little later.
_PATIENCE = 2_000


@transaction.atomic
def make_deletion_code(*, person: Person) -> str:
    """Replace the code that deletes the account without signing in; it is shown once."""
    code = new_code()
    DeletionCode.objects.update_or_create(
        person=person, defaults={"fingerprint": fingerprint(canonical(code))}
    )
    record(verb="make a deletion code", about=person, by=person)
    return code


def person_to_delete(code: str) -> Person | None:
    """Return whose deletion code this is."""
    return Person.objects.filter(deletion_code__fingerprint=fingerprint(canonical(code))).first()


def delete_account(*, person: Person, keeps_words: bool) -> None:
    """Delete an account and everything of hers. It bears being done again after it was cut short.

    Not in one transaction, on purpose: what shall stay without her is sealed anew; then her key is destroyed,
    and that is committed; then the rows go.
    """
    if keeps_words:
        with transaction.atomic():
            for detach in detachings().values():
                detach(person)
    with transaction.atomic():
        DataKey.objects.filter(person=person).delete()
        Person.objects.filter(pk=person.pk).update(is_active=False)
        keys = OpenSession.objects.filter(person=person).values_list("row_key", flat=True)
        Session.objects.filter(session_key__in=list(keys)).delete()
    person.__dict__.pop("_opened_data_key", None)
    with transaction.atomic():
        for erase in erasures().values():
            erase(person, keeps_words)
        record(verb="delete an account", about=person)
        Person.objects.filter(pk=person.pk).delete()
    cut_back_the_log()


def finish_deletions() -> None:
    """Delete the accounts whose key is gone: something cut their deletion short."""
    for person in Person.objects.filter(data_key=None, is_active=False).exclude(sealed_name=""):
        delete_account(person=person, keeps_words=False)


def cut_back_the_log() -> bool:
    """Have SQLite write its log into the file and empty it, so that no older page stays behind.

    Say whether it could: a reader who takes long keeps it; the daily work tries again. PostgreSQL's log holds
    older rows as well, sealed with the key that is gone.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return connection.vendor != "sqlite"
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        try:
            cursor.execute(f"PRAGMA busy_timeout={_PATIENCE}")
            return not cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except OperationalError:
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout={before}")
