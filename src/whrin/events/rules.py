"""Who may do what."""

from whrin.people.models import Person

#: Short names that are addresses of the room.
RESERVED = frozenset({"csv", "feed", "calendar", "follow-up", "bodies", "sessions", "coming"})


def may_edit(person: object) -> bool:
    """Say whether she may keep the calendar: editors, moderators, coordinators."""
    return isinstance(person, Person) and person.is_active and person.has_perm("events.change_session")
