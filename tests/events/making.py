"""Sessions and meetings for tests; everything in them is made up."""

import datetime
from typing import Any

from django.utils import timezone

from whrin.events.actions import keep_record, set_link
from whrin.events.enums import BodyKind, DeadlineKind, DecisionKind, OccasionKind, State
from whrin.events.models import Body, Deadline, Decision, Occasion, Session
from whrin.kit.days import today

LINK = "https://rooms.example.org/quiet-garden"


def in_days(days: int) -> datetime.date:
    """Return the day so many days from now."""
    return today() + datetime.timedelta(days=days)


def body(slug: str = "garden", kind: BodyKind = BodyKind.UN) -> Body:
    found = Body.objects.filter(slug=slug).first()
    if found is None:
        found = Body(slug=slug, names={"en": "Commission on Gardens"}, short="COG", kind=kind)
        keep_record(row=found, by=None)
    return found


def session(slug: str = "seventh", **more: Any) -> Session:
    """Make a public session in 60 days."""
    given: dict[str, Any] = {
        "names": {"en": f"Made-up {slug} session"},
        "starts": in_days(60),
        "ends": in_days(64),
        "state": State.PUBLIC,
        **more,
    }
    row = Session(slug=slug, body=given.pop("body", None) or body(), **given)
    keep_record(row=row, by=None)
    return row


def deadline(of: Session, **more: Any) -> Deadline:
    """Make a deadline, counted back six weeks unless told otherwise."""
    row = Deadline(session=of, **{"kind": DeadlineKind.WRITTEN, "weeks_before": 6, **more})
    keep_record(row=row, by=None)
    return row


def decision(of: Session, **more: Any) -> Decision:
    given = {
        "kind": DecisionKind.RECOMMENDATION,
        "text": "Plant more trees.",
        "number": "12",
        "on": today(),
        **more,
    }
    row = Decision(session=of, **given)
    keep_record(row=row, by=None)
    return row


def day(slug: str = "day-of-trees", **more: Any) -> Occasion:
    """Make a public day, 26 June of every year."""
    given = {"kind": OccasionKind.DAY, "names": {"en": f"Made-up {slug}"}, "yearly": "06-26", **more}
    row = Occasion(slug=slug, state=given.pop("state", State.PUBLIC), **given)
    keep_record(row=row, by=None)
    return row


def meeting(slug: str = "evening", hours: float = 48, **more: Any) -> Occasion:
    """Make a public meeting so many hours from now, in Nairobi, that takes registrations."""
    begins = timezone.now() + datetime.timedelta(hours=hours)
    row = Occasion(
        slug=slug,
        kind=OccasionKind.WEBINAR,
        names={"en": f"Made-up {slug}"},
        begins_at=begins,
        ends_at=begins + datetime.timedelta(hours=1),
        zone="Africa/Nairobi",
        takes_registrations=True,
        state=more.pop("state", State.PUBLIC),
        **more,
    )
    keep_record(row=row, by=None)
    set_link(occasion=row, link=LINK, by=None)
    return row
