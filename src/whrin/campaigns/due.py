"""By when a paper has to be in."""

import datetime

from whrin.campaigns.models import Paper
from whrin.events.enums import DeadlineKind

#: What a paper is handed in as, the likeliest first.
_WRITTEN = (DeadlineKind.REPORT, DeadlineKind.WRITTEN)
_SPOKEN = (DeadlineKind.ORAL,)


def due_on(paper: Paper) -> datetime.date | None:
    """Return the day by which a paper has to be in: what its session says, else counted back by its kind.

    None where it is not known. Lists bring along `session__deadlines`.
    """
    session = paper.session
    if session is None:
        return None
    deadlines = [(DeadlineKind(each.kind), each.day) for each in session.deadlines.all()]
    for kind in _SPOKEN if paper.kind.minutes else _WRITTEN:
        days = [day for one, day in deadlines if one == kind and day is not None]
        if days:
            return min(days)
    if session.starts is None or paper.kind.weeks_before is None:
        return None
    return session.starts - datetime.timedelta(weeks=paper.kind.weeks_before)
