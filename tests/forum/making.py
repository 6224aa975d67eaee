"""Spaces, participants and posts, as plain functions: tests of the forum and of mail make them alike."""

from typing import Any

from whrin.forum.actions import join_space, make_space, write_post
from whrin.forum.models import Participant, Post, Space
from whrin.people.models import Person


def space(name: str = "The garden", access: str = Space.Access.MEMBERS, **fields: Any) -> Space:
    """Make a space in which nobody has to wait, unless told otherwise."""
    fields = {"slug": name.lower().replace(" ", "-"), "held_first": 0, **fields}
    return make_space(by=None, name=name, access=access, **fields)


def participant(person: Person, space: Space, name: str = "Wild Mint", **fields: Any) -> Participant:
    """Give a member a place in a space, whatever its door."""
    place = join_space(person=person, space=space, name=name, is_invited=True)
    for field, value in fields.items():
        setattr(place, field, value)
    place.save()
    return place


def moderator(person: Person, space: Space, name: str = "Tall Fern") -> Participant:
    """Give a member a place as moderator."""
    return participant(person, space, name, role=Participant.Role.MODERATOR)


def post(by: Participant, body: str = "The plums are ripe.", title: str = "Harvest", **fields: Any) -> Post:
    """Say something in a thread of its own, or in `thread`."""
    return write_post(**{"by": by, "thread": None, "title": title, "body": body, **fields})
