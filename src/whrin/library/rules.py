"""Who may do what. `None` stands for the system itself: the command line, the sample, a background task."""

from whrin.library.enums import Status
from whrin.library.models import Work
from whrin.people.models import Person

#: Names below `/library/` that are pages of their own; no work may take one for its stable name.
RESERVED_SLUGS = frozenset(
    {"cite", "collections", "export", "feed", "new", "opensearch.xml", "rss", "saved", "suggest"}
)


def may_edit(person: Person | None) -> bool:
    """May she add and change works, attach files and import?"""
    return person is None or (person.is_active and person.is_staff and person.has_perm("library.change_work"))


def may_publish(person: Person | None) -> bool:
    """May she publish and withdraw works at all?"""
    return person is None or (
        person.is_active and person.is_staff and person.has_perm("library.publish_work")
    )


def needs_other_eyes(work: Work, person: Person | None) -> bool:
    """Must someone else publish it? Whoever changed it last does not review herself; superusers may."""
    if person is None or person.is_superuser:
        return False
    return work.status != Status.IN_REVIEW or work.changed_by_id == person.pk
