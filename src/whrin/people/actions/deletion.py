"""Going for good. The key first: from then on, what is left of her words anywhere cannot be read."""

import logging

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.module_loading import import_string

from whrin.audit.actions import record
from whrin.people.leaving import detachings, erasures
from whrin.people.models import DataKey, DeletionCode, OpenSession, Person
from whrin.people.recovery import canonical, new_code
from whrin.people.residue import cut_back_the_log
from whrin.people.sealing import fingerprint

logger = logging.getLogger(__name__)


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
    and that is committed, with a task that finishes what is cut short from then on; then the rows go.
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
        # Tasks stand above actions; this one is known here by name alone. It does not say whose account.
        import_string("whrin.people.tasks.leave_nothing").enqueue()
    person.__dict__.pop("_opened_data_key", None)
    _erase(person, keeps_words=keeps_words)
    cut_back_the_log()


@transaction.atomic
def _erase(person: Person, *, keeps_words: bool) -> None:
    """Delete her rows, unless that is done: whoever comes second waits, and finds nothing."""
    if not Person.objects.select_for_update().filter(pk=person.pk).exists():
        return
    for erase in erasures().values():
        erase(person, keeps_words)
    record(verb="delete an account", about=person)
    Person.objects.filter(pk=person.pk).delete()


def finish_deletions() -> None:
    """Delete the accounts whose key is gone: something cut their deletion short. One that cannot be finished
    does not keep the others; it is tried again.
    """
    for person in Person.objects.filter(data_key=None, is_active=False).exclude(sealed_name=""):
        try:
            _erase(person, keeps_words=False)
        except Exception as trouble:  # noqa: BLE001 -- whatever it is, others' deletions go on
            logger.error("A deletion could not be finished (%s)", type(trouble).__name__)
