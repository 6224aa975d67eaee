"""What every template may use: `{% load design %}`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django import template
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.design.dates import parse_partial
from whrin.design.styles import STYLESHEET
from whrin.kit.languages import direction_of, locale_of, name_of, own_name_of

register = template.Library()
_ENGLISH = Locale("en")


def reader_locale() -> Locale:
    """Return Babel's locale of the reader's language."""
    return locale_of(get_language() or "en") or _ENGLISH


@register.simple_tag
def stylesheet() -> SafeString:
    """Return the whole sheet. Our own files alone are in it."""
    return mark_safe(STYLESHEET)  # noqa: S308 - source files of this package, nothing anyone typed


@register.simple_tag
def number(value: float) -> str:
    """Return a number as the reader writes it."""
    return format_decimal(value, locale=reader_locale())


@register.simple_tag
def file_size(size: int) -> str:
    """Return a size in bytes as kB or MB (powers of 1,000), as the reader writes it."""
    locale = reader_locale()
    if size < 1000:
        return _("%(size)s bytes") % {"size": format_decimal(size, locale=locale)}
    if size < 999_500:
        return _("%(size)s kB") % {"size": format_decimal(round(size / 1000), locale=locale)}
    return _("%(size)s MB") % {"size": format_decimal(size / 1_000_000, format="#,##0.#", locale=locale)}


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


@dataclass(frozen=True)
class PageLink:
    number: int
    address: str = ""
    is_current: bool = False
    is_gap: bool = False


def _shown(page: int, last: int) -> Iterable[int]:
    return sorted({1, last, *range(max(1, page - 1), min(last, page + 1) + 1)})


@register.inclusion_tag("design/pagination.html", takes_context=True)
def pagination(context: Context, page: int, last: int) -> dict[str, Any]:
    """Show links to the pages around `page` (from 1) of `last`; the other parameters stay."""

    def address(target: int) -> str:
        return query_with(context, page=target if target > 1 else None)

    links: list[PageLink] = []
    for shown in _shown(page, last):
        if links and shown > links[-1].number + 1:
            links.append(PageLink(shown - 1, is_gap=True))
        links.append(PageLink(shown, address(shown), is_current=shown == page))
    return {
        "last": last,
        "pages": links,
        "previous": address(page - 1) if 1 < page <= last else "",
        "next": address(page + 1) if page < last else "",
    }
