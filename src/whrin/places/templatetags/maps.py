"""Outline maps: `{% load maps %}{% outline_map outline caption %}`. In Python: a map has many shapes."""

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from whrin.design.measures import number_in_words
from whrin.design.styles import hash_of, minified
from whrin.places.outlines import Outline, Pin, Shape

register = template.Library()

#: Radius of a dot and of a pin, in pixels of the map; room below it for the name that is pointed at.
DOT, PIN, FOOT = 4, 6, 34
#: What tells shades apart without colours, and what is in dispute; `shade-1` is for forced colours alone.
PATTERNS = "<defs>{}</defs>".format(
    "".join(
        f'<pattern id="shade-{number}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
        f'<path class="ground-{number}" d="M0 0h{size}v{size}H0z"/>{mark}</pattern>'
        for number, size, mark in (
            (0, 4, '<path class="mark-0" d="M0 4L4 0V1L1 4z"/>'),
            (1, 8, '<circle class="mark-2" cx="4" cy="4" r=".9"/>'),
            (2, 5, '<circle class="mark-2" cx="2.5" cy="2.5" r=".8"/>'),
            (3, 5, '<path class="mark-3" d="M0 5L5 0V1L1 5z"/>'),
        )
    )
)


@cache
def _sheet() -> str:
    path = Path(__file__).parents[1] / "outlines.css"
    return minified(path.read_text(encoding="utf-8"))


@register.inclusion_tag("places/outline.html", takes_context=True)
def outline_map(context: Context, outline: Outline, caption: str) -> dict[str, Any]:
    """Show an outline with legend, a word on borders, and the same as a table; `caption`: what is counted.

    The styles come with a page's first map; the page's policy is told their hash. At the desk there is no
    such policy.
    """
    request: Any = context["request"]
    hashes = getattr(request, "style_hashes", [])
    is_first = hash_of(_sheet()) not in hashes
    if is_first:
        request.style_hashes = [*hashes, hash_of(_sheet())]
    head = f"<style>{_sheet()}</style>{PATTERNS}" if is_first else ""
    return {
        "outline": outline,
        "caption": caption,
        "drawing": mark_safe(head + _drawn(outline)),  # noqa: S308 - escaped below
    }


def _drawn(outline: Outline) -> str:
    rest = "".join(f'<path class="rest" d="{path}"/>' for path in outline.rest)
    disputed = f'<path class="disputed" d="{outline.disputed}"/>' if outline.disputed else ""
    # Dots last: on top of the land around them.
    areas = "\n".join(_shape(shape) for shape in outline.shapes if shape.path)
    dots = "\n".join(_shape(shape) for shape in outline.shapes if not shape.path)
    return "\n".join(part for part in (rest, areas, disputed, dots, _pins(outline.pins)) if part)


def _shape(shape: Shape) -> str:
    form = (
        f'<path class="band-{shape.band}" d="{shape.path}"/>'
        if shape.path
        else f'<circle class="band-{shape.band}" cx="{shape.x}" cy="{shape.y}" r="{DOT}"/>'
    )
    return _named(form, f"{shape.name}: {number_in_words(shape.count)}", shape.address)


def _pins(pins: Sequence[Pin]) -> str:
    return "\n".join(
        _named(f'<circle class="pin" cx="{x}" cy="{y}" r="{PIN}"/>', pin.spot.label, pin.spot.address)
        for pin in pins
        if pin.at
        for x, y in [pin.at]
    )


def _named(form: str, words: str, address: str) -> str:
    words = escape(words)
    if not address:
        return f"<g><title>{words}</title>{form}</g>"
    # The title is its name for all; the text shows it where a pointer does not hover.
    return (
        f'<a href="{escape(address)}"><title>{words}</title>{form}<text aria-hidden="true">{words}</text></a>'
    )


@register.simple_tag
def country_rows(outline: Outline) -> SafeString:
    """Return the rows of the table beside a map: the countries that have something, most first."""
    return mark_safe("\n".join(map(_row, outline.counted)))  # noqa: S308 - escaped below


def _row(shape: Shape) -> str:
    number = number_in_words(shape.count)
    leads = f'<a href="{escape(shape.address)}">{number}</a>' if shape.address else number
    return f'<tr><th scope="row">{escape(shape.name)}</th><td class="number">{leads}</td></tr>'


@register.simple_tag
def room_below(outline: Outline) -> int:
    """Return the height of the drawing with its foot line."""
    return outline.height + FOOT
