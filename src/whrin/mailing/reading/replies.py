"""Her own words out of a letter: what she wrote above, below and between what she quoted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whrin.mailing.reading.kinds import Kind, kinds_of
from whrin.mailing.reading.markup import Line, lines_of_text

#: A signature has at most so many lines; more after two dashes is text.
_MOST_SIGNED = 12
#: Lines of a quote without "On … wrote:" that an answer below it keeps.
_MOST_KEPT = 15
_FOOTER = re.compile(r"https?://|\S+@\S+|mailing list|unsubscri|listinfo", re.IGNORECASE)
_BLANKS = re.compile(r"\n{3,}")
#: Lines of a letter that are looked at; the rest is trimmed as it is.
MOST_LINES = 6000


@dataclass(frozen=True)
class Extract:
    """`body`: her words, with the quotes she answered between; `trimmed`: all other lines, in order."""

    body: str
    trimmed: str


def extract_from_text(text: str) -> Extract:
    """Return what a plain text says of its own."""
    return extract(lines_of_text(text))


def extract(lines: Sequence[Line]) -> Extract:
    """Return what a letter's lines say of their own."""
    looked_at = lines[:MOST_LINES]
    kinds = kinds_of(looked_at)
    _sign(looked_at, kinds)
    end = _end(kinds)
    kept = _kept(kinds[:end])
    body = [line.text for line, is_kept in zip(looked_at, kept, strict=False) if is_kept]
    others = [
        line.text
        for at, line in enumerate(looked_at)
        if at >= end or (not kept[at] and kinds[at] is not Kind.EMPTY)
    ]
    others += [line.text for line in lines[MOST_LINES:]]
    return Extract(_tidy(body), _tidy(others))


def _tidy(lines: Sequence[str]) -> str:
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip("\n").rstrip()


def _sign(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Mark signatures after two dashes, and the footers that lists add after a rule."""
    for at in range(len(kinds)):
        if kinds[at] is Kind.DASHES:
            end = _end_of_signature(kinds, at)
            signed = sum(kind in (Kind.TEXT, Kind.RULE) for kind in kinds[at + 1 : end])
            is_signature = 0 < signed <= _MOST_SIGNED or end == len(kinds)
            kinds[at:end] = _marked(kinds[at:end], Kind.SIGNED if is_signature else Kind.TEXT)
        elif kinds[at] is Kind.RULE:
            after = [line.text for line in lines[at + 1 :] if line.text.strip()]
            is_footer = 0 < len(after) <= 6 and any(_FOOTER.search(text) for text in after)
            if is_footer and Kind.QUOTE not in kinds[at:] and Kind.HEAD not in kinds[at:]:
                kinds[at:] = _marked(kinds[at:], Kind.SIGNED)


def _marked(kinds: Sequence[Kind], kind: Kind) -> list[Kind]:
    return [kind if before is not Kind.EMPTY else before for before in kinds]


def _end_of_signature(kinds: Sequence[Kind], start: int) -> int:
    others = (Kind.QUOTE, Kind.ABOVE, Kind.HEAD, Kind.OLDER, Kind.DASHES)
    return next((at for at in range(start + 1, len(kinds)) if kinds[at] in others), len(kinds))


def _next(kinds: Sequence[Kind], start: int) -> Kind | None:
    return next((kind for kind in kinds[start:] if kind is not Kind.EMPTY), None)


def _end(kinds: list[Kind]) -> int:
    """Return the line from which on all is an older letter; lines above quoted ones become part of the quote.

    Without a word of hers above it, an older letter is what she passes on, and stays.
    """
    has_text = False
    at = 0
    while at < len(kinds):
        kind = kinds[at]
        if kind is Kind.TEXT:
            has_text = True
        elif kind in (Kind.ABOVE, Kind.HEAD, Kind.OLDER):
            stop = _end_of_opening(kinds, at)
            if _next(kinds, stop) is Kind.QUOTE:
                kinds[at:stop] = _marked(kinds[at:stop], Kind.ABOVE)
            elif has_text or stop == len(kinds):
                return at
            else:
                kinds[at:stop] = _marked(kinds[at:stop], Kind.TEXT if kind is not Kind.OLDER else Kind.ABOVE)
            at = stop
            continue
        at += 1
    return len(kinds)


def _end_of_opening(kinds: Sequence[Kind], start: int) -> int:
    openings = (Kind.ABOVE, Kind.HEAD, Kind.OLDER, Kind.EMPTY, Kind.RULE)
    end = next((at for at in range(start, len(kinds)) if kinds[at] not in openings), len(kinds))
    while kinds[end - 1] is Kind.EMPTY:
        end -= 1
    return end


@dataclass
class _Block:
    """Neighbouring lines that are hers (`is_hers`), or quoted; `opened` by a line "On … wrote:"."""

    is_hers: bool
    lines: list[int]
    opened: bool = False


def _blocks(kinds: Sequence[Kind]) -> list[_Block]:
    blocks: list[_Block] = []
    for at, kind in enumerate(kinds):
        if kind in (Kind.SIGNED, Kind.EMPTY):
            continue
        is_hers = kind in (Kind.TEXT, Kind.RULE)
        if not blocks or blocks[-1].is_hers is not is_hers:
            blocks.append(_Block(is_hers, []))
        blocks[-1].opened |= kind is Kind.ABOVE
        blocks[-1].lines.append(at)
    # A rule alone is nobody's words.
    return [
        block for block in blocks if not block.is_hers or any(kinds[at] is Kind.TEXT for at in block.lines)
    ]


def _kept(kinds: Sequence[Kind]) -> list[bool]:
    blocks = _blocks(kinds)
    if blocks and not any(block.is_hers for block in blocks):
        return [False] * len(kinds)
    while blocks and not blocks[-1].is_hers:
        blocks.pop()
    if len(blocks) == 2 and (blocks[0].opened or len(blocks[0].lines) > _MOST_KEPT):
        blocks.pop(0)  # she answers below: what she answers stands in the thread already
    kept = [False] * len(kinds)
    for block in blocks:
        for at in block.lines:
            kept[at] = kinds[at] is not Kind.ABOVE
    while blocks and kinds[last := blocks[-1].lines[-1]] is Kind.RULE:
        kept[last] = False
        blocks[-1].lines.pop()
    for at, kind in enumerate(kinds):
        if kind is Kind.EMPTY and at and kept[at - 1]:
            kept[at] = True
    _keep_blanks(kinds, kept)
    return kept


def _keep_blanks(kinds: Sequence[Kind], kept: list[bool]) -> None:
    """Keep the empty line above words when the lines before it were left out."""
    for at in range(len(kinds) - 1):
        if kinds[at] is Kind.EMPTY and kept[at + 1]:
            kept[at] = True
