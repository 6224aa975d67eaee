"""Marking what was asked for, in the text as its author wrote it."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape  # a third of what Django's costs, and a page calls it hundreds of times

from django.utils.safestring import SafeString, mark_safe

from whrin.kit.text import beginning
from whrin.search.analysis.folding import plain
from whrin.search.analysis.segments import Run, segments
from whrin.search.analysis.stemming import known, stem, stopwords, surface
from whrin.search.asking import tidy

Span = tuple[int, int]


@lru_cache(maxsize=64)
class _Asked:
    """The words and runs of a query, as they would look in a text of one language.

    Kept for a while: a page asks the same of twenty titles and summaries, and their words repeat.
    """

    def __init__(self, query: str, language: str) -> None:
        self.is_meant = lru_cache(maxsize=2048)(self._is_meant)
        self.language = known(language)
        self.tokens: set[str] = set()
        self.runs: list[tuple[str, ...]] = []
        for piece in segments(tidy(query)):
            if isinstance(piece, Run):
                self.runs.append(piece.texts)
            else:
                for word in plain(piece.raw):
                    self.tokens |= {surface(word), stem(word, self.language)}
        # Small words are marked only where nothing else was asked.
        self.tokens = (self.tokens - stopwords()) or self.tokens

    def spans(self, text: str) -> list[Span]:
        found: list[Span] = []
        for piece in segments(text):
            if isinstance(piece, Run):
                found += self._in_run(piece)
            elif self.is_meant(piece.raw):
                found.append((piece.start, piece.end))
        return _joined(found)

    def _is_meant(self, raw: str) -> bool:
        return any(
            surface(word) in self.tokens or stem(word, self.language) in self.tokens for word in plain(raw)
        )

    def _in_run(self, run: Run) -> list[Span]:
        texts = run.texts
        return [
            (run.clusters[at].start, run.clusters[at + len(asked) - 1].end)
            for asked in self.runs
            for at in range(len(texts) - len(asked) + 1)
            if texts[at : at + len(asked)] == asked
        ]


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _with_marks(text: str, spans: Sequence[Span], start: int, end: int) -> str:
    parts, at = [], start
    for first, last in spans:
        if first >= start and last <= end:
            parts += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    return "".join([*parts, escape(text[at:end])])


def marked(text: str, query: str, language: str = "") -> SafeString:
    """Return the text escaped, with `<mark>` around what the query asks for. `language`: the text's."""
    spans = _Asked(query, language).spans(text) if query else []
    return mark_safe(_with_marks(text, spans, 0, len(text)))  # noqa: S308 every part is escaped above


def _window(text: str, spans: Sequence[Span], width: int) -> Span:
    """Return the stretch of about `width` characters that holds most matches, the earliest of equals."""
    if not spans:
        start = 0
    else:
        inside = [sum(first <= one and last <= first + width for one, last in spans) for first, _ in spans]
        start = max(0, spans[inside.index(max(inside))][0] - width // 6)
    start = max(0, min(start, len(text) - width))
    end = min(len(text), start + width)
    return _to_spaces(text, spans, start, end)


def _to_spaces(text: str, spans: Sequence[Span], start: int, end: int) -> Span:
    """Move both ends to a space nearby, where there is one, and out of any match."""
    if start:
        space = text.find(" ", start, start + 20)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", end - 20, end)
        end = space if space >= 0 else end
    for first, last in spans:
        start = first if first < start < last else start
        end = last if first < end < last else end
    return start, end


def snippet(text: str, query: str, language: str = "", width: int = 240) -> SafeString:
    """Return the part of the text, about `width` characters, where most matches stand: escaped, marked,
    with ellipses.
    """
    text = " ".join(text.split())
    spans = _Asked(query, language).spans(text) if query else []
    start, end = _window(text, spans, width) if len(text) > width else (0, len(text))
    inside = _with_marks(text, spans, start, end)
    return mark_safe(f"{'… ' if start else ''}{inside}{' …' if end < len(text) else ''}")  # noqa: S308 escaped above


def summary_of(text: str, query: str, language: str, width: int) -> SafeString:
    """Return what a card shows of a text: where most matches stand; its beginning, if nothing was asked."""
    if query:
        return snippet(text, query, language, width)
    return mark_safe(escape(beginning(text, width)))  # noqa: S308 escaped
