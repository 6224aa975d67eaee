"""Pictures to share, drawn here in the network's style: a line of words, the campaign's name, whose it is."""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from whrin.documents.printing import picture_of
from whrin.kit.languages import direction_of

#: Pixels: for links, and for places where pictures are square.
SHAPES = {"wide": (1200, 630), "square": (1080, 1080)}
#: Signs on a line, and lines, of the large words.
_WIDTH, _MOST_LINES = 26, 7
_MAST, _PAPER, _GOLD, _THREADS = "#3a1650", "#fdfaf5", "#f0b23c", ("#c63d1e", "#7d3c98", "#0f8385")


@dataclass(frozen=True)
class CardText:
    """What stands on a picture. `language`: BCP 47."""

    words: str
    name: str
    brand: str
    language: str


def drawn(text: CardText, shape: str) -> bytes:
    """Return the picture as PNG. Raises `PrintingFailed`, for example for a script without a font."""
    width, height = SHAPES[shape]
    return picture_of(svg_of(text, width, height), language=text.language, width=width)


def svg_of(text: CardText, width: int, height: int) -> bytes:
    """Return the picture as SVG whose words are text."""
    is_rtl = direction_of(text.language) == "rtl"
    lines = wrapped(text.words)
    size = min(84, (height - 330) // max(len(lines), 1) * 3 // 4)
    at = width - 80 if is_rtl else 80
    top = (height - 150 - len(lines) * size * 5 // 4) // 2 + size
    said = "".join(
        _words(line, at, top + number * size * 5 // 4, size, _PAPER, is_bold=True)
        for number, line in enumerate(lines)
    )
    third = width // 3
    weave = "".join(
        f'<rect x="{number * third}" y="{height - 150}" width="{third + 2}" height="12" fill="{colour}"/>'
        for number, colour in enumerate(_THREADS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" direction={quoteattr("rtl" if is_rtl else "ltr")} '
        f'text-anchor="{"end" if is_rtl else "start"}">'
        f'<rect width="{width}" height="{height}" fill="{_MAST}"/>{weave}'
        f"{said}{_words(text.name, at, height - 88, 34, _GOLD, is_bold=True)}"
        f"{_words(text.brand, at, height - 36, 30, _PAPER)}</svg>"
    ).encode()


def wrapped(words: str, width: int = _WIDTH) -> list[str]:
    """Return words as lines of about `width` signs, at most seven; what does not fit ends with an ellipsis.
    A long word without spaces is cut.
    """
    lines: list[str] = [""]
    for word in words.split():
        piece = word
        while len(piece) > width:
            lines += [piece[:width]] if lines[-1] else []
            lines[-1] = lines[-1] or piece[:width]
            piece = piece[width:]
            lines.append("")
        if lines[-1] and len(lines[-1]) + 1 + len(piece) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {piece}".strip()
    lines = [line for line in lines if line]
    return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]}…"]


def _words(words: str, x: int, y: int, size: int, colour: str, *, is_bold: bool = False) -> str:
    weight = ' font-weight="bold"' if is_bold else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}"{weight}>{escape(words)}</text>'
