"""How a paper is cited: one line, with the address of the edition that stays as it is."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.campaigns.publishing.shown import Shown


def cite_this(page: Shown) -> str:
    """Return the line, in the language of the text; empty for what is not published yet."""
    if page.edition is None:
        return ""
    with override(page.language):
        path = reverse("campaigns:edition", args=[page.paper.slug, page.edition.number])
        said = {
            "network": _("Women and Harm Reduction International Network"),
            "year": page.edition.day.year,
            "title": page.body.title,
            "kind": page.paper.kind.label_in(page.language),
            "number": page.edition.number,
            "address": settings.WHRIN_ADDRESS + path,
        }
        return _("%(network)s (%(year)s). %(title)s. %(kind)s, edition %(number)s. %(address)s") % said
