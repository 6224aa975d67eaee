"""What an answer says: a verdict, or words for paragraphs by their numbers. Knows no database."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whrin.campaigns.enums import Verdict
from whrin.mailing.commands import plain

#: “§12 …” or “12: …”; not a time such as 12:30.
_PLACE = re.compile(
    r"\s*(?:§\s*(?P<sign>\d{1,4})\b[\s:.)–—-]*|(?P<number>\d{1,4})\s*[:：](?=\s|$)\s*)(?P<rest>.*)"
)
_MARKS = " :：،,.!;–—-"


@dataclass(frozen=True)
class Part:
    """Words for the paragraph `number`; 0: for what the letter answers. `is_sure`: she wrote the sign §."""

    number: int
    text: str
    is_sure: bool = True


@dataclass(frozen=True)
class Said:
    """A verdict, and all that followed it."""

    verdict: Verdict
    reason: str = ""


def parts_of(body: str, known: int) -> Sequence[Part]:
    """Take a letter apart at the lines that begin with the number of a paragraph. `known`: how many there
    are; a higher number without the sign § is just a number.
    """
    found: list[tuple[int, bool, list[str]]] = [(0, True, [])]
    for line in body.splitlines():
        match = _PLACE.fullmatch(line)
        number = int(match["sign"] or match["number"]) if match else 0
        if match and (match["sign"] or 1 <= number <= known):
            found.append((number, bool(match["sign"]), [match["rest"]]))
        else:
            found[-1][2].append(line)
    parts = (Part(number, "\n".join(lines).strip(), is_sure) for number, is_sure, lines in found)
    return [part for part in parts if part.text]


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    given = files("whrin.campaigns.remarks_by_mail").joinpath("verdict_words.toml")
    return tomllib.loads(given.read_text(encoding="utf-8"))


@cache
def _meanings() -> dict[str, Verdict]:
    return {
        plain(word): Verdict(name)
        for name, by_language in _words().items()
        for words in by_language.values()
        for word in words
    }


def word_for(verdict: Verdict, language: str) -> str:
    """Return the word for a verdict that letters in this language name."""
    by_language = _words()[verdict.value]
    return by_language.get(language, by_language["en"])[0]


def verdict_in(body: str) -> Said | None:
    """Return the verdict that a letter begins with; None: it begins with none. A word of agreement counts
    alone: “agree, but …” is none, for nothing is guessed.
    """
    lines = body.strip().splitlines()
    words = lines[0].split() if lines else []
    for count in (4, 3, 2, 1):
        meaning = _meanings().get(plain(" ".join(words[:count])).strip(_MARKS))
        if meaning is None or len(words) < count:
            continue
        rest = " ".join(words[count:]).lstrip(_MARKS)
        if meaning is Verdict.AGREE:
            return Said(meaning) if not rest else None
        return Said(meaning, "\n".join([rest, *lines[1:]]).strip())
    return None
