"""The addresses that we make: of lists, for replies, for letters that come back, for confirming.

A local part is `NAME`, `NAME-COMMAND`, or either with `+TOKEN`: at most 64 signs (RFC 5321), 24 of them the
name.
"""

import datetime
import re
from dataclasses import dataclass

from django.conf import settings

from whrin.kit.days import today
from whrin.mailing.known import key_of_row, row_of_key
from whrin.mailing.tokens import make_token, number_bytes, open_token
from whrin.people.models import Person

#: Days after which a reply address is worthless.
VALID_DAYS = 180
#: What may follow a list's name. `b` is where letters that come back go; `bounces` is the old habit.
COMMANDS = ("join", "leave", "request", "owner", "bounces", "confirm", "b")
#: The name that letters of no list come back to.
OFFICE = "office"
_EPOCH = datetime.date(2026, 1, 1)
_LOCAL = re.compile(r"(?P<name>[a-z0-9][a-z0-9.-]*?)(?:-(?P<command>[a-z]+))?(?:\+(?P<token>[a-z0-9]+))?")


@dataclass(frozen=True)
class Reply:
    """Who answers what: `key` is the list's own name for it."""

    list_name: str
    person_id: int
    key: str


@dataclass(frozen=True)
class Target:
    """A local part, taken apart. `command` is empty for the list itself."""

    name: str
    command: str = ""
    token: str = ""


def at_domain(local_part: str) -> str:
    """Return the whole address."""
    return f"{local_part}@{settings.WHRIN_MAIL_DOMAIN}"


def read_local_part(local_part: str) -> Target | None:
    """Take a local part of ours apart, or return None. A list may have a hyphen in its name."""
    match = _LOCAL.fullmatch(local_part.lower())
    if match is None:
        return None
    name, command, token = match["name"], match["command"] or "", match["token"] or ""
    if command and command not in COMMANDS:
        name, command = f"{name}-{command}", ""
    return Target(name, command, token)


def reply_address(list_name: str, person: Person, key: str) -> str:
    """Return the address, whole, at which this person alone can answer `key` for `VALID_DAYS` days."""
    day = (today() - _EPOCH).days % 65536
    content = day.to_bytes(2, "big") + person.pk.to_bytes(3, "big") + number_bytes(row_of_key(list_name, key))
    return at_domain(f"{list_name}+{make_token(content, purpose=f'reply {list_name}')}")


def read_reply_address(local_part: str) -> Reply | None:
    """Return whose reply to what a local part stands for; None: not ours, altered, out of date."""
    target = read_local_part(local_part)
    if target is None or target.command or not target.token:
        return None
    content = open_token(target.token, purpose=f"reply {target.name}")
    if content is None:
        return None
    age = ((today() - _EPOCH).days - int.from_bytes(content[:2], "big")) % 65536
    key = key_of_row(int.from_bytes(content[5:], "big"))
    if age > VALID_DAYS or not key:
        return None
    return Reply(target.name, int.from_bytes(content[2:5], "big"), key)


def return_address(list_name: str, person: Person) -> str:
    """Return where letters to this person come back to (VERP); `list_name` empty: of no list."""
    name = list_name or OFFICE
    return at_domain(f"{name}-b+{make_token(number_bytes(person.pk), purpose=f'return {name}')}")


def read_return_address(target: Target) -> int | None:
    """Return the number of the person whose letter came back, or None."""
    content = open_token(target.token, purpose=f"return {target.name}") if target.token else None
    return None if content is None else int.from_bytes(content, "big")


def confirm_address(list_name: str, number: int) -> str:
    """Return where an answer confirms the held letter with this number."""
    token = make_token(number_bytes(number), purpose=f"confirm {list_name}")
    return at_domain(f"{list_name}-confirm+{token}")


def read_confirm_address(target: Target) -> int | None:
    """Return the number of the held letter, or None."""
    content = open_token(target.token, purpose=f"confirm {target.name}") if target.token else None
    return None if content is None else int.from_bytes(content, "big")


def asked_address(list_name: str, number: int) -> str:
    """Return where an answer confirms what the list's own room asks in its letter with this number."""
    token = make_token(number_bytes(number), purpose=f"asked {list_name}")
    return at_domain(f"{list_name}-confirm+{token}")


def read_asked_address(target: Target) -> int | None:
    """Return the number of the room's letter, or None."""
    content = open_token(target.token, purpose=f"asked {target.name}") if target.token else None
    return None if content is None else int.from_bytes(content, "big")


def message_id(list_name: str, person: Person, key: str) -> str:
    """Return the Message-ID, without brackets, of the letter that brings `key` to this person: always the
    same, and it tells us again what an answer to it answers.
    """
    content = person.pk.to_bytes(3, "big") + number_bytes(row_of_key(list_name, key))
    return at_domain(make_token(content, purpose=f"letter {list_name}"))


def key_of_message_id(list_name: str, given: str) -> str:
    """Return the key that one of our own Message-IDs stands for, or empty."""
    local, _, domain = given.partition("@")
    if domain.lower() != settings.WHRIN_MAIL_DOMAIN.lower():
        return ""
    content = open_token(local, purpose=f"letter {list_name}")
    return "" if content is None else key_of_row(int.from_bytes(content[3:], "big"))


def unsubscribe_token(list_name: str, person: Person) -> str:
    """Return what stands in the web address that stops the letters of a list to this person."""
    return make_token(number_bytes(person.pk, 4) + list_name.encode(), purpose="unsubscribe")


def read_unsubscribe_token(token: str) -> tuple[str, int] | None:
    """Return the list's name and the person's number, or None."""
    content = open_token(token, purpose="unsubscribe")
    return None if content is None else (content[4:].decode(), int.from_bytes(content[:4], "big"))
