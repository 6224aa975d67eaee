"""What the vault gives to other rooms: what is forgotten each day, what goes with an account, an export."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.kit.daily import register_daily
from whrin.kit.days import today
from whrin.people.entries import Entry, register_entry
from whrin.people.leaving import register_erasure, register_export
from whrin.people.models import Person
from whrin.vault.actions import seal_to_recovery
from whrin.vault.holders import has_business, register_upon_opening
from whrin.vault.models import PersonalKey, Unlocking

#: Days that a retired key is kept: what it held may yet be recovered.
_RETIRED_DAYS = 400


def forget_what_is_over() -> None:
    """Delete keys that were retired long ago, and what open vaults of earlier days left behind."""
    long_ago = today() - datetime.timedelta(days=_RETIRED_DAYS)
    PersonalKey.objects.filter(state=PersonalKey.State.RETIRED, retired_on__lt=long_ago).delete()
    yesterday = today() - datetime.timedelta(days=1)
    Unlocking.objects.filter(made_on__lt=yesterday).delete()


def _erase(person: Person, keeps_words: bool) -> None:  # noqa: ARG001 -- keys are nobody's words
    person.vault_keys.all().delete()


def _export(person: Person) -> list[dict[str, object]]:
    return [
        {"fingerprint": key.fingerprint, "made": key.made_on.isoformat(), "state": key.state}
        for key in person.vault_keys.order_by("made_on")
    ]


def _entry(person: Person) -> Entry | None:
    return Entry(_("Keys"), reverse("vault:keys")) if has_business(person) else None


def register() -> None:
    """Register; registering twice is the same as once."""
    register_daily("vault", forget_what_is_over)
    register_erasure("vault", _erase)
    register_export("vault", _export)
    register_upon_opening("vault", seal_to_recovery)
    register_entry("vault", _entry)
