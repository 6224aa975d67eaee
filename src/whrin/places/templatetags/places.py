"""Markup of the table of places that is too much for a template: two hundred rows of several cells."""

from collections.abc import Iterable, Sequence
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words
from whrin.places.table import Cell, Row

register = template.Library()


@register.simple_tag
def place_rows(rows: Iterable[Row]) -> SafeString:
    """Return the table's rows: country, its regions, its figures."""
    nowhere = escape(_("in none of these"))
    return mark_safe("\n".join(_row(row, nowhere) for row in rows))  # noqa: S308 - escaped below


def _row(row: Row, nowhere: str) -> str:
    regions = "<br>".join(escape(region) for region in row.regions) or nowhere
    name = escape(row.name)
    if row.address:
        name = f'<a href="{escape(row.address)}">{name}</a>'
    return f'<tr><th scope="row">{name}</th><td>{regions}</td>{_numbers(row.cells)}</tr>'


def _numbers(cells: Sequence[Cell]) -> str:
    shown = (
        f'<a href="{escape(cell.address)}">{number_in_words(cell.count)}</a>' if cell.count else "0"
        for cell in cells
    )
    return "".join(f'<td class="number">{number}</td>' for number in shown)
