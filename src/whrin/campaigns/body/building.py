"""Builds the body: headings, numbered paragraphs, lists, notes where they belong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from whrin.campaigns.body.citing import cites_of
from whrin.campaigns.body.text import Part, Text
from whrin.campaigns.enums import Block
from whrin.campaigns.marks.reading import Finding, MarkReader, Read
from whrin.campaigns.numbering import number_blocks
from whrin.campaigns.queries import said_in
from whrin.kit.languages import direction_of

#: A section of this name belongs to no limit.
ANNEX = "annex"
_NOTE_BEGINS = '<span class="footnote">'
_HEADS = {Block.HEADING: "h2", Block.SUBHEADING: "h3"}


@dataclass(frozen=True)
class Fault:
    """A mark that could not be read. `number`: of the paragraph, None where it has none."""

    uid: str
    number: int | None
    finding: Finding


@dataclass
class Body:
    """A paper in one language. `html`: below the title, notes as `documents.printing` wants them. `words`:
    plain texts in order, without title and annex; numbers of paragraphs are among them, as offices count.
    `sentences`: those of them that are no headings. `notes`: plain, of these words. `cited`: numbers, as they
    come; `faults`: marks that could not be read.
    """

    title: str
    title_language: str
    language: str
    html: str = ""
    words: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cited: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def body_of(text: Text, language: str) -> Body:
    """Return a text as one body; what has no words in the language stands in the one it was written in."""
    title, title_language = text.title_in(language)
    return _Builder(text, Body(title, title_language, language)).build()


class _Builder:
    def __init__(self, text: Text, body: Body) -> None:
        self._text = text
        self._body = body
        self._readers: dict[str, MarkReader] = {}
        self._list = ""
        self._numbers = _numbers(text)

    def build(self) -> Body:
        html: list[str] = []
        for part in _shown(self._text.parts):
            words, language = said_in(part.texts, self._body.language, self._text.language)
            html += self._part(part, words, language)
        self._body.html = "".join([*html, *self._end_list()])
        return self._body

    def _part(self, part: Part, words: str, language: str) -> Iterator[str]:
        kind = Block(part.kind)
        read, number = self._read(part, words, language), self._numbers.get(part.uid)
        told = _told(language) if language != self._body.language else ""
        inside = read.html.replace(_NOTE_BEGINS, f'<span class="footnote"{told}>') if told else read.html
        lead = f"{number}. " if number else ""
        tag = "" if number else {Block.ITEM: "ul", Block.RECOMMENDATION: "ol"}.get(kind, "")
        if tag != self._list:
            yield from self._end_list()
            yield f"<{tag}>" if tag else ""
            self._list = tag
        if kind in _HEADS:
            yield f"<{_HEADS[kind]}{told}>{inside}</{_HEADS[kind]}>"
        elif tag:
            yield f"<li{told}>{inside}</li>"
        elif kind is Block.QUOTE:
            yield f"<blockquote{told}><p>{lead}{inside}</p></blockquote>"
        else:
            yield f'<p class="para"{told}>{lead}{inside}</p>'
        self._count(part, f"{lead}{read.words}", read)

    def _end_list(self) -> Iterator[str]:
        if self._list:
            yield f"</{self._list}>"
        self._list = ""

    def _read(self, part: Part, words: str, language: str) -> Read:
        if language not in self._readers:
            self._readers[language] = MarkReader(cites_of(self._text, language))
        read = self._readers[language].read(words)
        number = self._numbers.get(part.uid)
        self._body.faults += [Fault(part.uid, number, finding) for finding in read.findings]
        known = [one for one in read.cited if one in self._text.evidence]
        self._body.cited += [one for one in known if one not in self._body.cited]
        return read

    def _count(self, part: Part, words: str, read: Read) -> None:
        if part.slot != ANNEX:
            self._body.words.append(words)
            self._body.sentences += [] if part.kind in _HEADS else [words]
            self._body.notes += read.notes


def _numbers(text: Text) -> Mapping[str, int]:
    if not text.kind.numbers_paragraphs:
        return {}
    return number_blocks((part.uid, part.kind, bool(part.texts)) for part in text.parts)


def _shown(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield what has words; headings over nothing are left out, and the title, which stands above all."""
    waiting: list[Part] = []
    for part in parts:
        if not part.texts or part.kind == Block.TITLE:
            continue
        if part.kind == Block.HEADING:
            waiting = [part]
        elif part.kind == Block.SUBHEADING:
            waiting = [*(one for one in waiting if one.kind == Block.HEADING), part]
        else:
            yield from waiting
            waiting = []
            yield part


def _told(language: str) -> str:
    return f' lang="{escape(language)}" dir="{direction_of(language)}"'
