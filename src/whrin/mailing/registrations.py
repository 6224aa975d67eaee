"""What mail gives to other rooms: a carrier for the letters of people, and what it erases and exports."""

from whrin.kit.daily import register_daily
from whrin.mailing.answering import ANSWER, ASK, compose_answer, compose_question
from whrin.mailing.catching import forget_letters_to
from whrin.mailing.letters import Letter, register_letters
from whrin.mailing.models import Inbound, Outgoing, Returned
from whrin.mailing.owners import OWNER, compose_for_office
from whrin.mailing.queue import enqueue
from whrin.mailing.tasks import forget_letters
from whrin.people.actions.about_me import CONFIRM
from whrin.people.addresses import language_of
from whrin.people.leaving import register_erasure, register_export
from whrin.people.letters_text import NothingToSay, compose_confirmation
from whrin.people.marks import mark_of
from whrin.people.models import Address, Person
from whrin.people.notices import register_sender


def carry(kind: str, key: str, person: Person, address: str) -> None:
    """Queue a letter of the room of people; the same one waits once."""
    stem = mark_of(f"{kind} {key} {person.pk} {address}", purpose="stem of a letter")
    enqueue(kind=kind, key=key, person=person, language=language_of(person), stem=stem, address=address)


def confirm_address(key: str, person: Person | None) -> Letter | None:
    """Return the letter that asks whether an address is hers, or None when it was answered."""
    try:
        subject, text = compose_confirmation(key, person) if person else ("", "")
    except NothingToSay:
        return None
    return Letter(subject=subject, text=text) if text else None


def erase(person: Person, keeps_words: bool) -> None:  # noqa: ARG001 -- as every room's; no letter is public
    """Erase every letter to and of the person."""
    for mark in Address.objects.filter(person=person).values_list("mark", flat=True):
        forget_letters_to(mark)
    Inbound.objects.filter(person=person).delete()
    Outgoing.objects.filter(person=person).delete()
    Returned.objects.filter(person=person).delete()


def export(person: Person) -> object:
    """Return what is held of her: how many letters wait, and whether hers came back."""
    returned = Returned.objects.filter(person=person).first()
    return {
        "letters_waiting": Outgoing.objects.filter(person=person).count(),
        "letters_of_hers_kept": Inbound.objects.filter(person=person).exclude(sealed="").count(),
        "came_back": {"status": returned.status, "day": str(returned.day)} if returned else None,
    }


def register() -> None:
    """Make everything known. The last registration of a name wins, so that it may be done twice."""
    register_sender(carry)
    register_erasure("mailing", erase)
    register_export("mailing", export)
    register_letters(CONFIRM, confirm_address)
    register_letters(ANSWER, compose_answer)
    register_letters(ASK, compose_question)
    register_letters(OWNER, compose_for_office)
    register_daily("letters", forget_letters)
