"""What every template may use: `{% load design %}`."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from babel.dates import format_date, format_skeleton
from django import template
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from whrin.design.dates import parse_partial
from whrin.design.measures import number_in_words, reader_locale, size_in_words
from whrin.design.pages import page_links
from whrin.design.styles import STYLESHEET
from whrin.kit.languages import direction_of, name_of, own_name_of

register = template.Library()


@register.simple_tag
def stylesheet() -> SafeString:
    """Return the whole sheet. Our own files alone are in it."""
    return mark_safe(STYLESHEET)  # noqa: S308 - source files of this package, nothing anyone typed


register.simple_tag(number_in_words, name="number")
register.simple_tag(size_in_words, name="file_size")


@register.simple_tag
def language_name(tag: str) -> str:
    """Return a language's name in the reader's language."""
    return name_of(tag, get_language() or "en")


@register.simple_tag
def own_language_name(tag: str) -> SafeString:
    """Return a language's name in itself, marked as being in it."""
    return format_html('<span lang="{}" dir="{}">{}</span>', tag, direction_of(tag), own_name_of(tag))


@register.simple_tag
def partial_date(written: str) -> str:
    """Return `2021-12-07`, `2021-12` or `2021` as the reader writes it, no more precise than it is known."""
    known = parse_partial(written)
    if known is None:
        return written
    day, precision = known
    if precision == "day":
        return format_date(day, format="long", locale=reader_locale())
    return format_skeleton("yMMMM" if precision == "month" else "y", day, locale=reader_locale())


@register.simple_tag
def tile_items(tiles: Iterable[Any]) -> SafeString:
    """Return the list items of a tile map. In Python: two hundred of them cost a template half a page."""
    return mark_safe("\n".join(map(_tile_item, tiles)))  # noqa: S308 - escaped below


def _tile_item(tile: Any) -> str:
    words = f"{tile.code}<i>{escape(tile.name)}: {number_in_words(tile.count)}</i>"
    if tile.count:
        words = f'<a href="{escape(tile.address)}" class="band-{tile.band}">{words}</a>'
    else:
        words = f"<b>{words}</b>"
    return f'<li class="x{tile.column} y{tile.row}">{words}</li>'


@dataclass(frozen=True)
class Shade:
    """A shade of the tile map and the fewest and most that a tile of it counts."""

    band: int
    lowest: int
    highest: int


@register.simple_tag
def tile_legend(tiles: Iterable[Any]) -> list[Shade]:
    """Return the shades in use on a tile map, palest first; shades with nothing are left out."""
    counts: dict[int, list[int]] = {}
    for tile in tiles:
        counts.setdefault(tile.band, []).append(tile.count)
    return [Shade(band, min(found), max(found)) for band, found in sorted(counts.items())]


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """Return this page's query with parameters set (None: taken out), for `href`. Starts with `?`."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return "?" + query.urlencode()


@register.inclusion_tag("design/pagination.html", takes_context=True)
def pagination(context: Context, page: int, last: int) -> dict[str, Any]:
    """Show links to the pages around `page` (from 1) of `last`; the other parameters of the address stay."""

    def address(target: int) -> str:
        return query_with(context, page=target if target > 1 else None)

    return {"pages": page_links(page, last, address)}
