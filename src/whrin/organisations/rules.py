"""What the register takes, and who may say who represents whom."""

from whrin.people.models import Person

#: Names of pages of this room, which no organisation can have.
RESERVED_SLUGS = frozenset({"balance"})


def may_choose_representatives(person: Person) -> bool:
    """Say whether the person may see and choose representatives: coordinators alone."""
    return bool(person.is_active and person.is_superuser)
