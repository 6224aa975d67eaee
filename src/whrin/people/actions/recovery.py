"""Ways back in: codes for a lost second factor, and the phrase for a lost passphrase."""

from django.db import transaction

from whrin.audit.actions import record
from whrin.people.actions.sessions import end_all_sessions
from whrin.people.models import Person, RecoveryCode, RecoveryPhrase
from whrin.people.phrases import canonical_phrase, new_phrase
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


@transaction.atomic
def make_recovery_phrase(*, person: Person, language: str) -> str:
    """Replace the person's recovery phrase and return the new one, which cannot be shown again."""
    phrase = new_phrase(language)
    RecoveryPhrase.objects.update_or_create(
        person=person, defaults={"fingerprint": fingerprint(canonical_phrase(phrase))}
    )
    record(verb="make a recovery phrase", about=person, by=person)
    return phrase


@transaction.atomic
def recover(*, person: Person, typed: str, passphrase: str, language: str) -> str | None:
    """Give the person a new passphrase, if these are her twelve words. Return her next ones, else None.

    Every session ends. Of two who try at once with the same words, one succeeds.
    """
    used, _rows = RecoveryPhrase.objects.filter(
        person=person, fingerprint=fingerprint(canonical_phrase(typed))
    ).delete()
    if not used:
        return None
    person.set_password(passphrase)
    person.save(update_fields=["password"])
    end_all_sessions(person=person)
    record(verb="recover an account", about=person, by=person)
    return make_recovery_phrase(person=person, language=language)
