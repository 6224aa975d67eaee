"""Takes out of old letters what tells who wrote them: addresses, names, lines with which they signed.

Each author gets a made-up name, always the same in one space, from a keyed fingerprint of her address; where
her full name stands in a letter, the made-up one stands instead.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings

from whrin.forum.archives.raw import Author
from whrin.forum.models import Space
from whrin.mailing.reading import scrub
from whrin.mailing.reading.scrubbing import GAP
from whrin.people.choosing_names import name_from
from whrin.people.marks import mark_of, mark_of_address

# As written, as archives hide them ("a at b.org", "(at)", "_at_"), and as Google cuts them ("foo...@b.org").
_ADDRESS = re.compile(
    r"(?:mailto:)?[\w.+%'=-]{1,64}(?:@|\(at\)|_at_| at )[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b"
    r"|[\w.+-]{1,64}\.{2,3}@\S+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w'’.-]*\w|\w")
#: A first line with a name in it is no longer than this; a line of a signature neither.
_SHORT = 40
#: Lines at the end in which somebody signs.
_LAST = 5
_LONGEST_NAME = 5
#: Names of one archive that are known by heart; a list has hundreds of authors.
_MOST_NAMES = 50_000


def author_mark(space: Space, author: Author) -> str:
    """Return the keyed fingerprint of an author in a space."""
    return mark_of_author(space, mark_of_address(author.address) if author.address else author.known_by)


def mark_of_author(space: Space, known_by: str) -> str:
    """Return that fingerprint for the mark of an address, as accounts hold it."""
    return mark_of(f"{space.pk}:{known_by}", purpose="author of an old list")


def made_up_name(space: Space, author: Author) -> str:
    """Return the name that stands for an author in a space, such as "Blue Heron 271"."""
    return name_from(author_mark(space, author))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))


@dataclass
class Names:
    """The full names of an archive's authors, and who they are; in memory only."""

    space: Space
    _by_words: dict[tuple[str, ...], Author] = field(default_factory=dict)
    _starts: set[str] = field(default_factory=set)
    _first: set[str] = field(default_factory=set)

    def learn(self, author: Author) -> None:
        """Remember a name of two words and more; of one alone only for the line that greets."""
        name = _words(author.name)
        if not name or "@" in author.name or len(self._by_words) >= _MOST_NAMES:
            return
        self._first.update(word for word in name if len(word) > 2)
        if 1 < len(name) <= _LONGEST_NAME:
            self._by_words.setdefault(name, author)
            self._starts.add(name[0])

    def veiled(self, text: str) -> str:
        """Return a text with made-up names where full names of authors stood."""
        parts, at = [], 0
        for start, end, author in self._found(text):
            parts += [text[at:start], made_up_name(self.space, author)]
            at = end
        return "".join([*parts, text[at:]])

    def _found(self, text: str) -> Iterator[tuple[int, int, Author]]:
        spans = [(word.start(), word.end(), word[0].casefold()) for word in _WORD.finditer(text)]
        at = 0
        while at < len(spans):
            length, author = self._longest(spans, at)
            if author is None:
                at += 1
                continue
            yield spans[at][0], spans[at + length - 1][1], author
            at += length

    def _longest(self, spans: list[tuple[int, int, str]], at: int) -> tuple[int, Author | None]:
        if spans[at][2] in self._starts:
            for length in range(min(_LONGEST_NAME, len(spans) - at), 1, -1):
                author = self._by_words.get(tuple(word for _s, _e, word in spans[at : at + length]))
                if author is not None:
                    return length, author
        return 0, None

    def without_greeted(self, line: str) -> str:
        """Return a short first line, "Dear Maria,", with a gap for a name that an author has."""
        if len(line) > _SHORT:
            return line
        return _WORD.sub(lambda word: GAP if self._is_name(word[0]) else word[0], line)

    def _is_name(self, word: str) -> bool:
        has_capitals = word[:1].upper() != word[:1].lower()
        return word.casefold() in self._first and not (has_capitals and word[:1].islower())


def veil(text: str, author: Author, names: Names) -> str:
    """Return an old letter's text without addresses, names of authors and their signing lines."""
    own = [author.address] if author.address else []
    text = scrub(text, addresses=own, domain=settings.WHRIN_MAIL_DOMAIN)
    lines = list(_unsigned(_ADDRESS.sub(GAP, text).split("\n"), _words(author.name)))
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is not None:
        lines[first] = names.without_greeted(lines[first])
    return names.veiled("\n".join(lines)).strip("\n").rstrip()


def veil_line(text: str, names: Names) -> str:
    """Return a subject without addresses and names of authors."""
    return names.veiled(_ADDRESS.sub(GAP, text))


def _unsigned(lines: list[str], name: tuple[str, ...]) -> Iterable[str]:
    """Yield the lines but those at the end that hold nothing but the author's own name."""
    told = [at for at, line in enumerate(lines) if line.strip()][-_LAST:]
    for at, line in enumerate(lines):
        said = _words(line) if at in told and len(line) <= _SHORT else ()
        if not (said and set(said) <= set(name)):
            yield line
