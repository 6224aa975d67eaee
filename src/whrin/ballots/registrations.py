"""What ballots give to other rooms: they close by themselves; her stances go with her account."""

from whrin.ballots.actions import close_what_is_over, erase_stances
from whrin.ballots.queries import not_closed, stances_of
from whrin.kit.daily import register_hourly
from whrin.people.leaving import register_erasure, register_export
from whrin.people.models import Person


def _erase(person: Person, keeps_words: bool) -> None:  # noqa: ARG001 -- a stance is nobody's words
    erase_stances(person=person)


def _export(person: Person) -> list[dict[str, object]]:
    """Return her answers that can still be told from others', by the subject of the ballot."""
    found = stances_of(person, list(not_closed()))
    return [{"ballot": subject, "choices": choices} for subject, choices in sorted(found.items())]


def register() -> None:
    """Register; registering twice is the same as once."""
    register_hourly("ballots", close_what_is_over)
    register_erasure("ballots", _erase)
    register_export("ballots", _export)
