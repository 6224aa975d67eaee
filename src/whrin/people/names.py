"""What a person is called: staff by the name they sign in with, a member by a name only we can read."""

from whrin.people.keys import open_for, seal_for
from whrin.people.models import Person


def label_of(person: Person) -> str:
    """Return the place that a member's name is sealed for."""
    return f"people.Person.sealed_name:{person.pk}"


def name_of(person: Person) -> str:
    """Return the name of the account. It costs one look-up for each member: for her own pages, not for
    lists.
    """
    if not person.sealed_name:
        return person.username
    return open_for(person, person.sealed_name, label=label_of(person))


def seal_name(person: Person, name: str) -> None:
    """Set the sealed name on the instance; whoever calls saves it."""
    person.sealed_name = seal_for(person, name, label=label_of(person))
