"""What a page says of who signed: `{% load signatures %}{% totals_of call as totals %}`."""

from collections.abc import Sequence
from itertools import islice

from django import template
from django.utils.translation import get_language

from whrin.campaigns.signing.calls import can_be_signed
from whrin.campaigns.signing.totals import Totals, totals_of
from whrin.places.queries import names_of_countries

register = template.Library()

register.simple_tag(totals_of)
register.filter("can_be_signed", can_be_signed)


@register.filter
def first_countries(totals: Totals, many: int) -> Sequence[tuple[str, int]]:
    """Return name and number of the countries from which most signed."""
    names = names_of_countries(get_language() or "en")
    known = (row for row in totals.countries if row.code in names)
    return [(names[row.code], row.both) for row in islice(known, many)]
