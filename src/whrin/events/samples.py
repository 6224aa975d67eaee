"""Sessions, conferences and days of the sample network, from `sample/events.csv`: real ones, as exactly as
public sources know them; and one meeting that is made up and says so, from `sample/calendar.json`.
"""

import datetime
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.timezone import now

from whrin.audit.actions import Actor
from whrin.events.actions import keep_record, set_link
from whrin.events.enums import State
from whrin.events.importing import read_table, take_in
from whrin.events.models import Body, Occasion


@transaction.atomic
def load(folder: Path, by: Actor | None, progress: Callable[[int, int], None] | None = None) -> int:
    """Add what is missing of bodies, sessions and occasions; return how many. What is there stays."""
    told = json.loads((folder / "calendar.json").read_text(encoding="utf-8"))
    lines = read_table((folder / "events.csv").read_bytes())
    added = 0
    for body in told["bodies"]:
        if not Body.objects.filter(slug=body["slug"]).exists():
            keep_record(row=Body(**body), by=by)
            added += 1
    added += take_in(lines, by=by, is_sample=True).added
    for meeting in told["meetings"]:
        if not Occasion.objects.filter(slug=meeting["slug"]).exists():
            _meeting(meeting, by)
            added += 1
    if progress:
        progress(added, added)
    return added


def _meeting(told: Mapping[str, Any], by: Actor | None) -> None:
    """Make a meeting some days from now, at an hour of its zone."""
    columns = dict(told)
    ahead, hour, minutes = (columns.pop(name) for name in ("days_ahead", "hour", "minutes"))
    link, zone = columns.pop("link"), ZoneInfo(columns["zone"])
    day = now().astimezone(zone).date() + datetime.timedelta(days=ahead)
    begins = datetime.datetime.combine(day, datetime.time.fromisoformat(hour), zone).astimezone(datetime.UTC)
    meeting = Occasion(
        begins_at=begins,
        ends_at=begins + datetime.timedelta(minutes=minutes),
        state=State.PUBLIC,
        is_sample=True,
        takes_registrations=True,
        **columns,
    )
    keep_record(row=meeting, by=by)
    set_link(occasion=meeting, link=link, by=by)
