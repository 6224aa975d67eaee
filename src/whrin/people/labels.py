"""The places that this room's sealed texts are sealed for. They never change while a row lives."""

from whrin.people.models import Person

APPLICATION = "people.Application.sealed_words"
ANSWER = "people.Application.sealed_answer"
REASON = "people.Membership.sealed_reason"
APPEAL = "people.Appeal.sealed_words"
APPEAL_ANSWER = "people.Appeal.sealed_answer"
CARD = "people.Card.sealed_words"


def label(place: str, person: Person) -> str:
    """Return the label of one of these places for one person; each has one row of each kind."""
    return f"{place}:{person.pk}"
