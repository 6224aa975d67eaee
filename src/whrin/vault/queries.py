"""What pages show of keys."""

from whrin.people.models import Person
from whrin.vault.models import Grant, PersonalKey, RecoveryKey

#: Keys that wait, shown at once: more than that wait nowhere.
_SHOWN = 50


def recovery_is_on() -> bool:
    """Say whether those who keep the recovery key can open what is sealed. Whoever reports is told."""
    return RecoveryKey.objects.filter(state=RecoveryKey.State.IN_USE).exists()


def recovery_keys() -> dict[str, RecoveryKey]:
    """Return the recovery key in use and the proposed one, by state; at most one each."""
    found = RecoveryKey.objects.exclude(state=RecoveryKey.State.RETIRED).select_related(
        "set_by__data_key", "seconded_by__data_key"
    )
    return {one.state.replace(" ", "_"): one for one in found}


def key_in_use(person: Person) -> PersonalKey | None:
    """Return the person's key, confirmed or waiting; None when she has none."""
    return person.vault_keys.exclude(state=PersonalKey.State.RETIRED).first()


def keys_waiting(besides: Person) -> list[PersonalKey]:
    """Return keys that wait to be confirmed, all but one person's own."""
    waiting = PersonalKey.objects.filter(state=PersonalKey.State.WAITING).exclude(person=besides)
    return list(waiting.select_related("person__data_key").order_by("made_on", "pk")[:_SHOWN])


def has_lost_anything(person: Person) -> bool:
    """Say whether the recovery key can give back to her what a retired key of hers held."""
    lost = Grant.objects.filter(personal__person=person, personal__state=PersonalKey.State.RETIRED)
    return Grant.objects.filter(recovery__isnull=False, shared__in=lost.values("shared")).exists()
