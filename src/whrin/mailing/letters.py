"""What goes out, as the rooms tell of it. No body is stored: a letter is composed when it is sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from whrin.people.models import Person


@dataclass(frozen=True)
class Letter:
    """A letter to one person, in her language (`gettext` is set to it while composing).

    `text` is plain; there is no HTML, no picture, nothing to follow. `subject` is neutral unless she chose
    otherwise. `list_name`: the local part of the list it comes from, for its headers; empty: from the office.
    `display_name`: in From, with the address of the list or the office. `reply_key`: the list's key of what
    an answer answers (`Said.answers`); an address is made that only she can use. `answers`: keys of earlier
    letters for References, oldest first. `headers`: more, of RFC kinds. `archived_at`: the web address of it.
    """

    subject: str
    text: str
    list_name: str = ""
    display_name: str = ""
    key: str = ""
    reply_key: str = ""
    answers: tuple[str, ...] = ()
    archived_at: str = ""
    is_digest: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


#: Composes the letter of a kind for a person; None: there is nothing to send any more, and it is dropped.
Compose = Callable[[str, Person | None], Letter | None]

#: Composes what one key says for many people at once, by the numbers of those who still need it. Those whose
#: letters are alike share one `Letter`: it is encoded once.
ComposeMany = Callable[[str, Sequence[Person]], Mapping[int, Letter]]

_composers: dict[str, tuple[Compose, ComposeMany | None]] = {}


def register_letters(kind: str, compose: Compose, *, for_many: ComposeMany | None = None) -> None:
    """Let letters of this kind be composed. The last registration of a kind wins.

    `for_many`: for a kind that goes to many in the same words; it must say the same as `compose`.
    """
    _composers[kind] = (compose, for_many)


def composer_of(kind: str) -> Compose | None:
    """Return what composes letters of this kind, or None."""
    return _composers[kind][0] if kind in _composers else None


def composer_of_many(kind: str) -> ComposeMany | None:
    """Return what composes letters of this kind for many people at once, or None."""
    return _composers[kind][1] if kind in _composers else None
