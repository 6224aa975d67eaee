"""What surveys give to other rooms: answers that go in time; what is held of a member goes with her."""

from whrin.kit.daily import register_daily
from whrin.people.leaving import register_erasure, register_export
from whrin.people.models import Person
from whrin.surveys.actions import close_overdue_forms, erase_old_answers
from whrin.surveys.actions.drafts import erase_old_drafts
from whrin.surveys.actions.tickets import erase_tickets
from whrin.surveys.queries import forms_answered_by


def _erase(person: Person, keeps_words: bool) -> None:  # noqa: ARG001 -- a ticket is nobody's words
    erase_tickets(person=person)


def _export(person: Person) -> list[str]:
    """Return the forms that she has answered and that can still be told."""
    return forms_answered_by(person)


def register() -> None:
    """Register; registering twice is the same as once."""
    register_daily("surveys", erase_old_answers)
    register_daily("surveys_drafts", erase_old_drafts)
    register_daily("surveys_closing", close_overdue_forms)
    register_erasure("surveys", _erase)
    register_export("surveys", _export)
