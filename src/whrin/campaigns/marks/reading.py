"""Reads paragraphs, one after the other, into HTML, plain words, notes and findings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape, unescape

from markdown_it.token import Token

from whrin.campaigns.marks.inline import parser

_TAG = re.compile(r"<[^>]+>")
#: What looks like a mark that was not read.
_LEFT = (
    (re.compile(r"\^\["), "note"),
    (re.compile(r"\[[@=][^\]]*\]?|\[n\d[^\]]*\]?"), "mark"),
    (re.compile(r"\]\([^)]*\)?"), "link"),
    (re.compile(r"\*\*"), "stars"),
)
_AROUND = 30
_NOTE_BEGINS = '<span class="footnote">'
_NOTE_ENDS = "</span>"
#: Notes within notes that are read.
_DEEPEST = 3


class Fault(StrEnum):
    """What is wrong with a mark. Each stays in the text as it was written."""

    UNKNOWN = "unknown"  # no citation has this number
    NO_VALUE = "no-value"  # the citation is no figure, or not of so many
    MARK = "mark"  # looks like a citation's mark, and is none
    NOTE = "note"  # a footnote that does not end
    LINK = "link"  # no address that a link may have
    STARS = "stars"  # emphasis that does not begin or end


@dataclass(frozen=True)
class Finding:
    """What is wrong, and the words where it stands."""

    fault: Fault
    words: str


@dataclass(frozen=True)
class Cited:
    """A citation as one language writes it. `value`, `n`: None where it has none. `note_html`: its whole
    reference, HTML of ours; `short`: plain words for when it was told in full before.
    """

    value: str | None
    n: str | None
    note_html: str
    short: str = ""


@dataclass
class Read:
    """One paragraph. `html`: inline; a footnote is a `<span class="footnote">` where it stands. `words`:
    plain, without notes; `notes`: the plain words of each; `cited`: the numbers that it names.
    """

    html: str = ""
    words: str = ""
    notes: list[str] = field(default_factory=list)
    cited: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class MarkReader:
    """Reads the paragraphs of one text in one language, in order: a source is told in full once."""

    def __init__(self, cites: Mapping[int, Cited]) -> None:
        self._cites = cites
        self._told: set[int] = set()

    def read(self, text: str) -> Read:
        """Return a paragraph as it is to be shown. Never raises: what is broken stays, and is reported."""
        return _Paragraph(self._cites, self._told).read(text)


def cited_in(text: str) -> frozenset[int]:
    """Return the numbers of the citations that a text names, rightly or not."""
    return frozenset(MarkReader({}).read(text).cited)


class _Paragraph:
    def __init__(self, cites: Mapping[int, Cited], told: set[int]) -> None:
        self._cites = cites
        self._told = told
        self._made = Read()

    def read(self, text: str) -> Read:
        html, words = self._inline(text.strip(), depth=0)
        self._made.html, self._made.words = html, words
        return self._made

    def _inline(self, text: str, *, depth: int) -> tuple[str, str]:
        html: list[str] = []
        words: list[str] = []
        loose: list[str] = []
        for block in parser().parseInline(text):
            for token in block.children or ():
                if token.type in {"text", "text_special"}:
                    loose.append(token.content if token.type == "text" else " ")
                shown, said = self._one(token, depth=depth)
                if shown.startswith(_NOTE_BEGINS):  # a note stands at its word, whatever was typed
                    html, words = _without_space(html), _without_space(words)
                    if html and html[-1].startswith(_NOTE_BEGINS):
                        shown = self._both(html.pop(), shown)
                html.append(shown)
                words.append(said)
        self._look_at("".join(loose))
        return "".join(html), "".join(words)

    def _one(self, token: Token, *, depth: int) -> tuple[str, str]:
        """Return HTML and plain words of a token."""
        if token.type in {"text", "text_special"}:
            return escape(token.content), token.content
        if token.type in {"softbreak", "hardbreak"}:
            return "<br>", "\n"
        if token.type == "link_open":
            return f'<a href="{escape(str(token.attrGet("href")))}">', ""
        if token.type == "note":
            return self._note(token, depth=depth)
        if token.type == "sources":
            return self._sources(token, in_note=depth > 0)
        if token.type in {"value", "total"}:
            return self._figure(token)
        return (f"<{'/' if token.nesting < 0 else ''}{token.tag}>" if token.tag else ""), ""

    def _note(self, token: Token, *, depth: int) -> tuple[str, str]:
        if depth == _DEEPEST:
            self._find(Fault.NOTE, token.content[:_AROUND])
            return escape(token.content), token.content
        html, words = self._inline(token.content.strip(), depth=depth + 1)
        if depth:  # no form has notes to notes
            return f"({html})", f"({words})"
        return self._noted(html, words) if words else ("", "")

    def _sources(self, token: Token, *, in_note: bool) -> tuple[str, str]:
        numbers = self._known(token)
        if not numbers:
            return escape(token.content), token.content
        html = joined(self._reference(number) for number in numbers)
        words = plain_words(html)
        unknown = "".join(f"[@{one}]" for one in token.meta["numbers"] if one not in numbers)
        shown, said = (html, words) if in_note else self._noted(html, words)
        return shown + unknown, said + unknown

    def _reference(self, number: int) -> str:
        cited = self._cites[number]
        if number in self._told and cited.short:
            return escape(cited.short)
        self._told.add(number)
        return cited.note_html

    def _noted(self, html: str, words: str) -> tuple[str, str]:
        self._made.notes.append(words)
        return f"{_NOTE_BEGINS}{html}{_NOTE_ENDS}", ""

    def _both(self, first: str, second: str) -> str:
        """Return two notes to one place as one: two numbers would be read as one."""
        self._made.notes[-2:] = [joined(self._made.notes[-2:])]
        inside = joined(one.removeprefix(_NOTE_BEGINS).removesuffix(_NOTE_ENDS) for one in (first, second))
        return f"{_NOTE_BEGINS}{inside}{_NOTE_ENDS}"

    def _figure(self, token: Token) -> tuple[str, str]:
        for number in self._known(token):
            cited = self._cites[number]
            said = cited.value if token.type == "value" else cited.n
            if said is not None:
                return escape(said), said
            self._find(Fault.NO_VALUE, token.content)
        return escape(token.content), token.content

    def _known(self, token: Token) -> list[int]:
        numbers: list[int] = token.meta["numbers"]
        self._made.cited += [number for number in numbers if number not in self._made.cited]
        for number in numbers:
            if number not in self._cites:
                self._find(Fault.UNKNOWN, token.content)
        return [number for number in numbers if number in self._cites]

    def _look_at(self, loose: str) -> None:
        """Report what looks like a mark and was left as words."""
        for pattern, fault in _LEFT:
            for found in pattern.finditer(loose):
                self._find(Fault(fault), loose[max(0, found.start() - _AROUND) : found.end() + _AROUND])

    def _find(self, fault: Fault, words: str) -> None:
        self._made.findings.append(Finding(fault, words.strip()))


def _without_space(parts: list[str]) -> list[str]:
    kept = [*parts[:-1], parts[-1].rstrip(" ")] if parts else parts
    return kept if not kept or kept[-1] else kept[:-1]


def joined(parts: Iterable[str]) -> str:
    """Return what several notes to one place say, one behind the other: sentences, or parts of one."""
    out = ""
    for part in parts:
        between = "" if not out else " " if plain_words(out).endswith((".", "!", "?", "؟")) else "; "
        out = f"{out}{between}{part}"
    return out


def plain_words(html: str) -> str:
    """Return the words of HTML of ours: without tags, each sign as it is read."""
    return unescape(_TAG.sub("", html))


def all_cited(texts: Iterable[str]) -> frozenset[int]:
    """Return the numbers of the citations that any of these texts names."""
    return frozenset[int]().union(*map(cited_in, texts))
