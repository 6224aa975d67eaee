"""Mailing lists, as the rooms that have them tell of them. Rooms register a source in `registrations.py`.

A list answers under `NAME@` the domain of mail, and under `NAME-join`, `-leave`, `-request`, `-owner`,
`-bounces`, `-confirm`. What comes in is worked on here and given to the source in plain pieces.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass, field

from whrin.people.models import Person


@dataclass(frozen=True)
class MailingList:
    """A list: `key` is the room's own name for it; `name` the local part; `language` the list's own."""

    key: str
    name: str
    language: str


@dataclass(frozen=True)
class Said:
    """A letter for a list, read: whose it is, in which thread, its words.

    `answers`: the list's key of what it answers, or empty. `thread`: the list's key of a thread, or empty for
    a new one. `trimmed`: what was quoted or signed and left out. `is_checked`: that it was she is certain.
    `files`: how many she sent along; they are never passed on. `is_answer`: her letter answers one that was
    said in the thread, whose subject hers was made from, unless she changed it.
    """

    person: Person
    subject: str
    body: str
    trimmed: str = ""
    language: str = ""
    answers: str = ""
    thread: str = ""
    is_checked: bool = False
    files: int = 0
    is_answer: bool = False


class Fate(enum.Enum):
    """What became of a letter. `OBEYED`: it was no message but asked for something, and was let go of."""

    PUBLISHED = "published"
    HELD = "held"
    REFUSED = "refused"
    OBEYED = "obeyed"


@dataclass(frozen=True)
class Outcome:
    """`key`: the list's own name for what was said (empty when refused). `word`: a sentence for the sender,
    in her language, when it was not simply published.
    """

    fate: Fate
    key: str = ""
    word: str = ""


class Wish(enum.Enum):
    """What a member can ask of a list by letter."""

    JOIN = "join"
    LEAVE = "leave"
    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"
    HEADLINES = "headlines"
    NOTHING = "nothing"
    PAUSE = "pause"
    MUTE = "mute"
    VOTE = "vote"
    STATUS = "status"


@dataclass(frozen=True)
class Source:
    """A room's lists.

    `find(name)`: the list with this local part, or None. `receive(list, said)`: post it, hold it, or refuse
    it; called once for a letter, in one transaction with marking it done. `wish(list, person, wish, word)`:
    do it and return a sentence for her, in the language at hand; `word` is what followed the command.
    `participates(list, person)`: may she write there? `thread_of(list, key)`: the thread that something said
    belongs to. `similar(list, person, subject)`: the key of a thread of the last 14 days with this base
    subject (RFC 5256) that she has a part in, or empty. `confirms(list, number, from_address)`: what the
    room asked in its letter of this number (`addresses.asked_address`) was answered from this address.
    `needs_proof(list, key)`: an answer to this does so much
    that a reply address and From are not enough: our own mail server must vouch for the sender, too.
    """

    find: Callable[[str], MailingList | None]
    receive: Callable[[MailingList, Said], Outcome]
    wish: Callable[[MailingList, Person, Wish, str], str]
    participates: Callable[[MailingList, Person], bool]
    thread_of: Callable[[MailingList, str], str]
    similar: Callable[[MailingList, Person, str], str] = field(default=lambda _list, _person, _subject: "")
    confirms: Callable[[MailingList, int, str], None] = field(default=lambda _list, _number, _from: None)
    needs_proof: Callable[[MailingList, str], bool] = field(default=lambda _list, _key: False)


_sources: list[Source] = []


def register_source(source: Source) -> None:
    """Let a room's lists be written to."""
    if source not in _sources:
        _sources.append(source)


def list_named(name: str) -> tuple[Source, MailingList] | None:
    """Return the list with this local part and the room it belongs to, or None."""
    for source in _sources:
        found = source.find(name)
        if found is not None:
            return source, found
    return None
