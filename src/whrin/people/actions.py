from django.db import transaction

from whrin.audit.actions import record
from whrin.people.models import Person, RecoveryCode
from whrin.people.recovery import HOW_MANY, canonical, new_code
from whrin.people.sealing import fingerprint


@transaction.atomic
def make_recovery_codes(*, person: Person) -> list[str]:
    """Replace the person's recovery codes and return the new ones, which cannot be shown again."""
    codes = [new_code() for _ in range(HOW_MANY)]
    person.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, fingerprint=fingerprint(canonical(code))) for code in codes
    )
    record(verb="make recovery codes", about=person, by=person)
    return codes


@transaction.atomic
def use_recovery_code(*, person: Person, typed: str) -> bool:
    """Say whether `typed` is one of the person's codes, and use it up. Of two who try at once, one
    succeeds.
    """
    used, _ = person.recovery_codes.filter(fingerprint=fingerprint(canonical(typed))).delete()
    if used:
        record(verb="use a recovery code", about=person, by=person)
    return bool(used)
