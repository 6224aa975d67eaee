"""E-mail addresses of members: given by few, sealed, and found by their mark; and how they are written to."""

from django.conf import settings

from whrin.people.keys import open_for
from whrin.people.marks import mark_of_address
from whrin.people.models import Address, Person


def label_of(person: Person) -> str:
    """Return the place that a member's address is sealed for."""
    return f"people.Address.sealed:{person.pk}"


def read_address(address: Address) -> str:
    """Return an address, whether or not it is confirmed. Raises `CannotOpenError`."""
    return open_for(address.person, address.sealed, label=label_of(address.person))


def address_of(person: Person) -> str:
    """Return where letters to the person may go: "" when there is none, unconfirmed, or on hold."""
    address = Address.objects.filter(person=person, is_confirmed=True, on_hold=False).first()
    if address is None:
        return ""
    return open_for(person, address.sealed, label=label_of(person))


def person_with_address(email: str) -> Person | None:
    """Return the member who has confirmed this address, however it is written."""
    if not email.strip():
        return None
    return Person.objects.filter(address__mark=mark_of_address(email), address__is_confirmed=True).first()


def language_of(person: Person) -> str:
    """Return the language in which the person is written to. Lists bring it along:
    `select_related("person__membership")`.
    """
    membership = getattr(person, "membership", None)
    return (membership.interface_language if membership is not None else "") or settings.LANGUAGE_CODE
