"""The badge that others put on their pages: a picture with a number, which loads nothing and tells nobody who
looked at it. Its colours carry on light and on dark pages.
"""

from html import escape

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.campaigns.signing.calls import call_at
from whrin.campaigns.signing.totals import totals_of
from whrin.design.measures import number_in_words
from whrin.kit.languages import direction_of

#: Pixels, whatever the number is: a page that embeds it does not jump.
WIDTH, HEIGHT = 240, 60
_KEPT = 300


@require_safe
def badge(_request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the number of those who signed."""
    number = number_in_words(totals_of(call_at(slug)).both)
    words = _("Signed by %(number)s") % {"number": number}
    language = get_language() or "en"
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t" '
        f'xml:lang="{language}" direction="{direction_of(language)}">'
        f'<title id="t">{escape(words)}</title>'
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="10" fill="#4a1942" stroke="#fff" '
        'stroke-width="2"/>'
        f'<text x="{WIDTH // 2}" y="38" text-anchor="middle" fill="#fff" font-family="sans-serif" '
        f'font-weight="700" font-size="21" textLength="{_room(words)}" lengthAdjust="spacingAndGlyphs">'
        f"{escape(words)}</text></svg>"
    )
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={_KEPT}"
    # Pages of others show it.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _room(words: str) -> int:
    """Return how wide the words are drawn: about 11 pixels a letter, and never wider than the badge."""
    return min(11 * len(words), WIDTH - 28)
