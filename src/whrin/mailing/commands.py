"""What a member asks of a list by letter, in any language of the interface."""

import enum
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whrin.mailing.addresses import Target
from whrin.mailing.lists import Wish


class Asked(enum.Enum):
    """What is no wish of a list's own room."""

    HELP = "help"
    DELETE = "delete"


@dataclass(frozen=True)
class Command:
    """A wish, and what followed it."""

    what: Wish | Asked
    word: str = ""


def plain(text: str) -> str:
    """Return a text as words are compared: small letters without marks, one space between."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())


@cache
def _meanings() -> dict[str, Wish | Asked]:
    given = tomllib.loads(files("whrin.mailing").joinpath("command_words.toml").read_text(encoding="utf-8"))
    wishes = {wish.value: wish for wish in Wish}
    return {plain(word): wishes.get(name) or Asked(name) for name, words in given.items() for word in words}


def read_line(line: str) -> Command | None:
    """Return the command at the beginning of a line, the longest that fits, or None."""
    words = plain(line).strip(" .!:;,").split()
    for count in (3, 2, 1):
        meaning = _meanings().get(" ".join(words[:count]).strip(".!:;,"))
        if meaning is not None and len(words) >= count:
            return Command(meaning, " ".join(words[count:]))
    return None


def command_in(target: Target, subject: str, body: str) -> Command | None:
    """Return what a letter to an address of commands asks for; None: it cannot be understood.

    `-join` and `-leave` say it themselves; to `-request` the subject counts, or else the first line.
    """
    if target.command in {"join", "leave"}:
        return Command(Wish(target.command))
    first = next((line for line in body.splitlines() if line.strip()), "")
    return read_line(subject) or read_line(first)


def says_mute(body: str) -> bool:
    """Say whether an answer is the one word “mute”: she wants to hear no more of what it answers."""
    command = read_line(body) if len(body) < 40 else None
    return command is not None and command.what is Wish.MUTE and not command.word
