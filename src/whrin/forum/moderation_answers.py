"""What a moderator answers to a letter about a post that waits: pass, refuse or remove, in any language."""

import enum
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whrin.mailing.commands import plain

#: A word, and what follows it: nothing, or a reason after a mark.
_LINE = re.compile(r"(?P<word>[^\W\d_]+)\s*(?:[:：،,.!–—-]+\s*(?P<reason>.*))?")


class Act(enum.Enum):
    """What can be decided by letter."""

    PASS = "pass"  # noqa: S105 -- to let through, not a password
    REFUSE = "refuse"
    REMOVE = "remove"


@dataclass(frozen=True)
class Decision:
    """An act, and the reason that the author reads, up to the first empty line."""

    act: Act
    reason: str = ""


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    given = files("whrin.forum").joinpath("moderation_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(given)


@cache
def _meanings() -> dict[str, Act]:
    return {
        plain(word): Act(name)
        for name, by_language in _words().items()
        for words in by_language.values()
        for word in words
    }


def word_for(act: Act, language: str) -> str:
    """Return the word for an act that letters in this language name."""
    by_language = _words()[act.value]
    return by_language.get(language, by_language["en"])[0]


def _read_line(line: str) -> Decision | None:
    match = _LINE.fullmatch(plain(line)) if len(line) < 5000 else None
    act = _meanings().get(match["word"]) if match else None
    if act is None:
        return None
    # The reason as she typed it, not as words are compared.
    return Decision(act, re.sub(r"^\W*\w+\s*[:：،,.!–—-]*\s*", "", line).strip())


def decision_in(body: str) -> Decision | None:
    """Return what an answer decides; None when it is not clear: nothing is ever guessed."""
    lines = body.strip().splitlines()
    first = _read_line(lines[0]) if lines else None
    if first is None:
        return None
    others = [found for line in lines[1:] if (found := _read_line(line)) is not None]
    if any(other.act is not first.act for other in others):
        return None
    end = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    return Decision(first.act, "\n".join([first.reason, *lines[1:end]]).strip())
