"""Markup of the list that is too much for templates: a page holds a hundred choices of several pieces."""

from collections.abc import Iterable
from html import escape  # a third of what Django's costs, and a page calls it hundreds of times

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words
from whrin.library.listing_cards import Card
from whrin.search.choices import Choice

register = template.Library()


@register.simple_tag
def choices(shown: Iterable[Choice]) -> SafeString:
    """Return list items: a link for each value of a facet, with the number of works it would leave."""
    said = escape(_("(chosen; remove)"))
    mark = f'<span class="hidden"> {said}</span>'
    rows = [
        f'<li><a href="{escape(choice.address)}"{_CURRENT if choice.is_chosen else ""}>'
        f"<bdi>{escape(choice.label)}</bdi>{mark if choice.is_chosen else ''}"
        f"<small>{number_in_words(choice.count)}</small></a></li>"
        for choice in shown
    ]
    return mark_safe("".join(rows))  # noqa: S308 - escaped above


@register.simple_tag
def records(cards: Iterable[Card]) -> SafeString:
    """Return list items: what the list shows of each work."""
    return mark_safe("\n".join(_record(card) for card in cards))  # noqa: S308 - escaped below


def _record(card: Card) -> str:
    summary = (
        f'<p lang="{escape(card.summary_language)}" dir="{card.summary_direction}">{card.summary}</p>'
        if card.summary
        else ""
    )
    tags = f'<ul class="tags">{card.tags}</ul>' if card.tags else ""
    return (
        f'<li class="rec"><h2><a href="{escape(card.address)}" lang="{escape(card.language)}" '
        f'dir="{card.direction}">{card.title}</a></h2>\n<p class="meta">{card.facts}</p>\n'
        f"{summary}{card.inside}{tags}</li>"
    )


_CURRENT = ' aria-current="true"'
