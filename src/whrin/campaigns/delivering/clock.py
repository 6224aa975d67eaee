"""When data of signatories end. A clock that jumps must erase nothing early, so a day alone is not enough:
the daily work must have looked at a call on seven different days, each later than the one before.
"""

import datetime
from collections.abc import Sequence

from django.db.models import Max

from whrin.campaigns.models import Call

#: Days on which a call must have been looked at. The last of them is the day on which it is due.
SIGHTINGS = 7
#: Days after the last day of a call that was never delivered.
UNDELIVERED_DAYS = 90
#: Days after the last signature, or the opening, of a call that is neither closed nor delivered.
FORGOTTEN_DAYS = 400


def erased_on(call: Call) -> datetime.date | None:
    """Return the day on which everything that names somebody goes; None: it is open without an end."""
    if call.delivered_on is not None:
        return call.delivered_on + datetime.timedelta(days=call.erase_days)
    return call.closes_on + datetime.timedelta(days=UNDELIVERED_DAYS) if call.closes_on else None


def forgotten_on(call: Call) -> datetime.date:
    """Return the day on which a call is forgotten that nobody signed since, closed or delivered."""
    last = call.signatures.aggregate(last=Max("day"))["last"]
    return max(last or call.opens_on, call.opens_on) + datetime.timedelta(days=FORGOTTEN_DAYS)


def seen_with(seen: Sequence[str], day: datetime.date) -> list[str]:
    """Return the days that were seen, with this one. A later one among them means that the clock ran wrong:
    they begin anew.
    """
    earlier = [one for one in seen if one != day.isoformat()]
    if any(one > day.isoformat() for one in earlier):
        earlier = []
    return [*earlier, day.isoformat()][-SIGHTINGS:]


def oldest_of(seen: Sequence[str]) -> datetime.date | None:
    """Return the first of seven days that were seen; None: they are fewer."""
    return datetime.date.fromisoformat(seen[0]) if len(seen) >= SIGHTINGS else None


def is_due(call: Call, day: datetime.date) -> bool:
    """Say whether a call is due on a day, and was about to be on the days before."""
    oldest = oldest_of(call.days_seen)
    if oldest is None:
        return False
    due = erased_on(call) or forgotten_on(call)
    return due <= day and oldest > due - datetime.timedelta(days=SIGHTINGS)
