"""A person's own key: made, confirmed by somebody else, given another phrase, retired."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.people.phrases import canonical_phrase, new_phrase
from whrin.vault import slowly
from whrin.vault.envelopes import new_pair
from whrin.vault.models import PersonalKey, Unlocking
from whrin.vault.opened import Opened

#: Words of a key phrase: 11 random bits each, 77 together, and each guess costs Argon2id.
WORDS = 7


class CannotConfirm(Exception):
    """Nobody confirms her own key, nor one that does not wait."""

    def __init__(self) -> None:
        super().__init__(_("This key cannot be confirmed by you."))


def new_key_phrase(language: str) -> str:
    """Return seven words by lot. The eleven first words of a recovery phrase are wholly random."""
    return " ".join(new_phrase(language).split()[:WORDS])


def make_personal_key(*, person: Person, language: str = "en") -> tuple[PersonalKey, str]:
    """Make her key and return it with its phrase, which cannot be shown again. It waits to be confirmed.

    An earlier key of hers is retired, and a vault that it had open is closed. Outside of a transaction: the
    derivation is slow. Raises `TooBusy`.
    """
    phrase, pair, uid = new_key_phrase(language), new_pair(), uuid.uuid4()
    fresh = PersonalKey(uid=uid, person=person, public=pair.public)
    fresh.wrapped = slowly.wrap(pair.secret, canonical_phrase(phrase), label=fresh.wrap_label)
    with transaction.atomic():
        # One who does it twice at once: the second waits here, and retires what the first has made.
        Person.objects.select_for_update().get(pk=person.pk)
        for earlier in person.vault_keys.exclude(state=PersonalKey.State.RETIRED):
            retire_key(personal=earlier, by=person)
        fresh.save(force_insert=True)
        record(verb="make a key", about=fresh, by=person)
    return fresh, phrase


def change_phrase(*, opened: Opened, language: str = "en") -> str:
    """Give her key another phrase by lot, and return it. What she holds stays hers. Raises `TooBusy`."""
    phrase = new_key_phrase(language)
    rewrap(opened=opened, phrase=phrase)
    record(verb="change a key phrase", about=opened.personal, by=opened.person)
    return phrase


def rewrap(*, opened: Opened, phrase: str) -> None:
    """Seal her secret half under a phrase, as one does it now. Raises `TooBusy`."""
    personal = opened.personal
    personal.wrapped = slowly.wrap(opened.pair.secret, canonical_phrase(phrase), label=personal.wrap_label)
    personal.save(update_fields=["wrapped"])


@transaction.atomic
def confirm_key(*, personal: PersonalKey, by: Person) -> None:
    """Say that this key is hers whose it claims to be: `by` compared its fingerprint with her, on another
    way.

    Who may say so is for the rooms to decide that give her something to hold. Raises `CannotConfirm`.
    """
    if by.pk == personal.person_id:
        raise CannotConfirm
    waiting = PersonalKey.objects.filter(pk=personal.pk, state=PersonalKey.State.WAITING)
    if not waiting.update(state=PersonalKey.State.CONFIRMED, confirmed_by=by):
        raise CannotConfirm
    personal.refresh_from_db()
    record(verb="confirm a key", about=personal, by=by)


@transaction.atomic
def retire_key(*, personal: PersonalKey, by: Person) -> None:
    """Let nothing more be sealed to a key, and close its vault. Its grants stay, for the recovery key to
    open.

    Whoever must not hold them any more has them taken away: `revoke_access`.
    """
    personal.state, personal.retired_on = PersonalKey.State.RETIRED, today()
    personal.save(update_fields=["state", "retired_on"])
    Unlocking.objects.filter(personal=personal).delete()
    record(verb="retire a key", about=personal, by=by)
