"""Coded fields of one report, sealed to the key of the analysts; nothing leads back from them."""

import datetime
import uuid

from whrin.incidents.content import Coded, Consent, Summary, Told
from whrin.incidents.models import Counted
from whrin.incidents.weeks import quarter_of
from whrin.kit.days import today
from whrin.places.queries import regions_covering
from whrin.vault.envelopes import seal_to
from whrin.vault.models import SharedKey

PURPOSE = "statistics"
#: Regions as the figures name them.
SCHEME = "network-"
#: One block holds every kind and every actor of our lists, so that all rows are of one size.
_PAD = 1024


def statistics_key() -> SharedKey | None:
    """Return the key that coded fields are sealed to now; None: nobody counts yet."""
    return SharedKey.objects.filter(purpose=PURPOSE, retired_on=None).first()


def counted_label(uid: uuid.UUID) -> str:
    """Return where a counted row's envelope stands."""
    return f"incidents.Counted.sealed:{uid}"


def add_counted(told: Told, consent: Consent) -> str:
    """Seal what analysts may see of a report that arrives, if she allows it; return the row's uid or ""."""
    if not consent.count:
        return ""
    return _add(told.kinds, told.actors, told.country, quarter_of(today()))


def counted_anew(summary: Summary, consent: Consent) -> str:
    """Seal the coded fields as they are now, in place of what was counted before; return what the summary
    has to name: a row's uid or "". What was released stays counted, once: it is named and has no row.
    """
    if summary.counted and not remove_counted(summary.counted):
        return summary.counted
    if not consent.count:
        return ""
    day = datetime.date.fromisoformat(summary.received) if summary.received else today()
    return _add(summary.kinds, summary.actors, summary.country, quarter_of(day))


def _add(kinds: list[str], actors: list[str], country: str, quarter: str) -> str:
    key = statistics_key()
    if key is None:
        return ""
    region = _region_of(country)
    return add_coded(Coded(kinds=list(kinds), actors=list(actors), region=region, quarter=quarter), key)


def add_coded(coded: Coded, key: SharedKey) -> str:
    """Seal coded fields to a key of the analysts; return the row's uid."""
    row = Counted(uid=uuid.uuid4(), key=key)
    row.sealed = seal_to(bytes(key.public), coded.as_bytes(), label=counted_label(row.uid), pad=_PAD)
    row.save(force_insert=True)
    return str(row.uid)


def remove_counted(uid: str) -> bool:
    """Take a row out; say whether it was there: after its release there is none. "" is no fault."""
    return bool(uid) and Counted.objects.filter(pk=uid).delete()[0] > 0


def _region_of(country: str) -> str:
    return (
        next((code for code in regions_covering(country) if code.startswith(SCHEME)), "") if country else ""
    )
