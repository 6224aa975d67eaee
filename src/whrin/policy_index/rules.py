"""Who may do what."""

from whrin.people.models import Person

#: Short names that are addresses of the room.
RESERVED = frozenset({"csv", "feed", "suggest"})


def may_edit(person: object) -> bool:
    """Say whether she may write and change measures, and answer suggestions: editors, moderators,
    coordinators.
    """
    return isinstance(person, Person) and person.is_active and person.has_perm("policy_index.change_measure")


def may_decide(person: object) -> bool:
    """Say whether she may publish and withdraw: not editors."""
    return isinstance(person, Person) and person.is_active and person.has_perm("policy_index.delete_measure")
