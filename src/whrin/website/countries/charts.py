"""Charts for print: bars with their words and numbers, as SVG that needs no style sheet.

Beside each stands a table that says the same. Lengths are in points. Words run from the edge where reading
begins; from right to left everything is mirrored but the words themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from whrin.design.measures import number_in_words
from whrin.website.countries.drawing import COLOURS, Kind, Segment, Side

#: Colours as they are printed, by token.
_INK = {"sea": "#0b6466", "gold": "#f0b23c", "coral": "#b83718", "line": "#e2d5c3"}
_WIDTH, _ROW, _BAR, _LABEL, _NUMBER = 480, 13, 8, 205, 34
_SIZE = 8
#: Letters of a label that have room before its bar.
_LETTERS = 42


@dataclass(frozen=True)
class Row:
    """A bar and what it stands for. `number`: at its end, in words; may be empty."""

    label: str
    bar: Sequence[Segment]
    number: str = ""


def chart_of_kinds(kinds: Sequence[Kind], *, is_mirrored: bool) -> bytes:
    """Return how many services there are of each kind."""
    rows = [Row(kind.label, kind.bar, number_in_words(kind.fresh.services)) for kind in kinds]
    return _svg(rows, _ROW * len(rows), is_mirrored)


def chart_of_sides(sides: Sequence[Side], *, is_mirrored: bool) -> bytes:
    """Return the answers of each side, with the key of the colours below."""
    rows = [Row(side.label, side.bar) for side in sides]
    height = _ROW * (len(rows) + 1)
    key = _key([word for word, _count in sides[0].told], height - 3, is_mirrored) if sides else ""
    return _svg(rows, height, is_mirrored, key)


def _svg(rows: Sequence[Row], height: int, is_mirrored: bool, more: str = "") -> bytes:
    drawn = "".join(_drawn(row, number * _ROW, is_mirrored) for number, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}pt" height="{height}pt" '
        f'viewBox="0 0 {_WIDTH} {height}" font-size="{_SIZE}" fill="#25142e">{drawn}{more}</svg>'
    ).encode()


def _drawn(row: Row, top: float, is_mirrored: bool) -> str:
    room = _WIDTH - _LABEL - _NUMBER
    begin = _NUMBER if is_mirrored else _LABEL
    words = _text(row.label, 0, top + 9, is_mirrored)
    bars = "".join(
        f'<rect x="{begin + float(part.start) * room / 100:.1f}" y="{top + 2}" '
        f'width="{float(part.width) * room / 100:.1f}" height="{_BAR}" fill="{_INK[part.colour]}"/>'
        for part in row.bar
    )
    used = sum(float(part.width) for part in row.bar) * room / 100
    return words + bars + (_text(row.number, _LABEL + used + 4, top + 9, is_mirrored) if row.number else "")


def _key(words: Sequence[str], top: float, is_mirrored: bool) -> str:
    """Draw what the colours stand for, one after the other from where the bars begin."""
    drawn, at = "", float(_LABEL)
    for word, token in zip(words, COLOURS.values(), strict=True):
        left = _WIDTH - at - 8 if is_mirrored else at
        drawn += f'<rect x="{left:.1f}" y="{top - 7}" width="8" height="8" fill="{_INK[token]}"/>'
        drawn += _text(word, at + 11, top, is_mirrored)
        at += 24 + len(word) * _SIZE * 0.55
    return drawn


def _text(words: str, at: float, base: float, is_mirrored: bool) -> str:
    """Draw words that begin at a distance from the edge where reading begins."""
    x, anchor = (_WIDTH - at, "end") if is_mirrored else (at, "start")
    size = _SIZE if len(words) <= _LETTERS else _SIZE * _LETTERS / len(words)
    return (
        f'<text x="{x:.1f}" y="{base:.1f}" text-anchor="{anchor}" font-size="{size:.1f}">'
        f"{escape(words)}</text>"
    )
