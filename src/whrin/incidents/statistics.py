"""Coded fields of one report, sealed to the key of the analysts; nothing leads back from them."""

import uuid

from whrin.incidents.content import Coded, Consent, Told
from whrin.incidents.models import Counted
from whrin.incidents.weeks import quarter_of
from whrin.kit.days import today
from whrin.places.queries import regions_covering
from whrin.vault.envelopes import seal_to
from whrin.vault.models import SharedKey

PURPOSE = "statistics"
#: Regions as the figures name them.
SCHEME = "network-"
_PAD = 256


def statistics_key() -> SharedKey | None:
    """Return the key that coded fields are sealed to now; None: nobody counts yet."""
    return SharedKey.objects.filter(purpose=PURPOSE, retired_on=None).order_by("-pk").first()


def counted_label(uid: uuid.UUID) -> str:
    """Return where a counted row's envelope stands."""
    return f"incidents.Counted.sealed:{uid}"


def add_counted(told: Told, consent: Consent) -> str:
    """Seal what analysts may see of a report, if she allows it; return the row's uid or ""."""
    key = statistics_key()
    if not consent.count or key is None:
        return ""
    coded = Coded(
        kinds=list(told.kinds),
        actors=list(told.actors),
        country=told.country,
        region=_region_of(told.country),
        quarter=quarter_of(today()),
    )
    return add_coded(coded, key)


def add_coded(coded: Coded, key: SharedKey) -> str:
    """Seal coded fields to a key of the analysts; return the row's uid."""
    row = Counted(uid=uuid.uuid4(), key=key)
    row.sealed = seal_to(bytes(key.public), coded.as_bytes(), label=counted_label(row.uid), pad=_PAD)
    row.save(force_insert=True)
    return str(row.uid)


def remove_counted(uid: str) -> None:
    """Take a row out that was not released yet; an empty or unknown uid is no fault."""
    if uid:
        Counted.objects.filter(pk=uid).delete()


def _region_of(country: str) -> str:
    return (
        next((code for code in regions_covering(country) if code.startswith(SCHEME)), "") if country else ""
    )
