"""What events give to other rooms."""

from whrin.events.actions import forget_who_came, remind_of_deadlines, remind_of_meetings
from whrin.events.letters import (
    ASK,
    DEADLINE,
    MEETING,
    OFF,
    compose_deadline,
    compose_meeting,
    compose_off,
    compose_question,
)
from whrin.events.models import Going, Registration, Watcher
from whrin.events.sealing import comer_of
from whrin.events.shelf import shelf
from whrin.kit.daily import register_daily, register_hourly
from whrin.mailing.letters import register_letters
from whrin.people.leaving import register_erasure, register_export
from whrin.people.models import Person
from whrin.search.shelves import register_shelf


def erase(person: Person, keeps_words: bool) -> None:  # noqa: ARG001 -- as every room's; nothing of it is public
    """Erase where she goes, what she is reminded of, and where she registered."""
    for model in (Going, Watcher, Registration):
        model._default_manager.filter(person=person).delete()  # noqa: SLF001 -- Django's documented name


def export(person: Person) -> object:
    """Return what is held of her."""
    goes = Going.objects.filter(person=person).select_related("session")
    rows = Registration.objects.filter(person=person).select_related("occasion")
    return {
        "goes_to": [{"session": row.session.slug, "may_be_named": row.may_be_named} for row in goes],
        "is_reminded_of": [
            row.session.slug for row in Watcher.objects.filter(person=person).select_related("session")
        ],
        "registered_for": [
            {"meeting": row.occasion.slug, "name": comer_of(row).name, "day": row.day.isoformat()}
            for row in rows
        ],
    }


def register() -> None:
    """Register; registering twice is the same as once."""
    register_shelf(shelf())
    register_letters(ASK, compose_question)
    register_letters(MEETING, compose_meeting)
    register_letters(OFF, compose_off)
    register_letters(DEADLINE, compose_deadline)
    register_hourly("events_meetings", remind_of_meetings)
    register_daily("events_deadlines", remind_of_deadlines)
    register_daily("events_forget", forget_who_came)
    register_erasure("events", erase)
    register_export("events", export)
