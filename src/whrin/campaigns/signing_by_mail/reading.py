"""What a letter that signs says: lines such as "Name:", in any language of the interface, or just a name."""

import enum
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.conf import settings

from whrin.campaigns.enums import Shows, Signer
from whrin.kit.text import clean_line
from whrin.mailing.commands import plain
from whrin.places.queries import names_of_countries

#: Signs of a value that is kept; words and signs of a line that may be nothing but a name.
MOST, _WORDS, _SIGNS = 200, 6, 80
_LINE = re.compile(r"[\s>*•·-]*([^:：=]{1,40}?)\s*\**[:：=]\s*\**\s*(.+)")
#: Lines of a letter that are read; what comes after them is something else.
_LINES = 60
_NO_NAME = re.compile(r"[@/:\d<>]|[,;]$")


class Answer(enum.Enum):
    """What she answers to our letter."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class Wish:
    """What a letter asks to sign as. `country`: ISO 3166-1 alpha-2, or empty; `unread`: what was given as the
    country or as how she is shown, and was not understood.
    """

    kind: Signer
    name: str
    organisation: str
    website: str
    role: str
    country: str
    shows: Shows
    unread: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Return whether there is anybody to sign."""
        return bool(self.organisation if self.kind == Signer.ORGANISATION else self.name)


def read_wish(body: str) -> Wish:
    """Return what a letter's own words say."""
    lines = body.splitlines()[:_LINES]
    given = _labelled(lines)
    name = given.get("name") or ("" if given.get("organisation") else _bare_name(lines))
    organisation = given.get("organisation", "")
    country, typed = _country(given.get("country", "")), given.get("country", "")
    shows, wanted = _shows(given.get("show", "")), given.get("show", "")
    unread = (*((typed,) if typed and not country else ()), *((wanted,) if wanted and shows is None else ()))
    is_organisation = bool(organisation)
    return Wish(
        kind=Signer.ORGANISATION if is_organisation else Signer.PERSON,
        name=name,
        organisation=organisation,
        website=given.get("website", ""),
        role=given.get("role", ""),
        country=country,
        shows=shows or (Shows.NAMED if is_organisation else Shows.COUNTED),
        unread=unread,
    )


def read_answer(body: str) -> Answer | None:
    """Return yes or no, when the first line of an answer begins with it; None: it says something else."""
    first = next((line for line in body.splitlines() if line.strip()), "")
    said = [word.strip(".,!;:…\"'«»“”()") for word in plain(first).split()[:2]]
    answers = _meanings("answers")
    meant = answers.get(" ".join(said)) or (answers.get(said[0]) if said else None)
    return Answer(meant) if meant else None


def _labelled(lines: list[str]) -> dict[str, str]:
    labels, found = _meanings("lines"), {}
    for line in lines:
        match = _LINE.fullmatch(line)
        label = labels.get(plain(match[1]).strip("* ")) if match else None
        if match and label and label not in found:
            found[label] = clean_line(match[2])[:MOST]
    return found


def _bare_name(lines: list[str]) -> str:
    """Return the first line, when it can be nothing but a name."""
    for line in lines:
        said = clean_line(line)
        if not said or plain(said).strip(".!") in _meanings("answers"):
            continue
        is_name = len(said) <= _SIGNS and len(said.split()) <= _WORDS and not _NO_NAME.search(said)
        return said if is_name else ""
    return ""


def _country(typed: str) -> str:
    said = plain(typed).strip(" .")
    return _countries().get(said, "") if said else ""


def _shows(typed: str) -> Shows | None:
    meant = _meanings("show").get(plain(typed).strip(" .!"))
    return Shows(meant) if meant else None


@cache
def _meanings(part: str) -> Mapping[str, str]:
    said = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return {plain(word): meaning for meaning, words in said[part].items() for word in words}


@cache
def _countries() -> Mapping[str, str]:
    return dict(_named_countries())


def _named_countries() -> Iterator[tuple[str, str]]:
    for language, _label in settings.LANGUAGES:
        for code, name in names_of_countries(language).items():
            yield plain(name), code
            yield plain(code), code
