"""Markup of the list that is too much for templates: a page holds a hundred choices of several pieces."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words
from whrin.library.listing_page import Choice

register = template.Library()
_ROW = '<li><a href="{}"{}><bdi>{}</bdi>{}<small>{}</small></a></li>'


@register.simple_tag
def choices(shown: Iterable[Choice]) -> SafeString:
    """Return list items: a link for each value of a facet, with the number of works it would leave."""
    mark = format_html_join("", '<span class="hidden"> {}</span>', [(_("(chosen; remove)"),)])
    rows = (
        (
            choice.address,
            _CURRENT if choice.is_chosen else "",
            choice.label,
            mark if choice.is_chosen else "",
            number_in_words(choice.count),
        )
        for choice in shown
    )
    return format_html_join("", _ROW, rows)


_CURRENT = SafeString(' aria-current="true"')
