"""What the page of a paper says of itself to search engines: schema.org as JSON-LD."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.campaigns.actions.showing import address_in
from whrin.campaigns.publishing.shown import Shown

# An end of the script, an entity or a comment inside a text must not be taken for one.
_UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld_of(page: Shown) -> SafeString:
    """Return the paper as JSON that is safe inside a script element."""
    with override(page.language):
        network = _("Women and Harm Reduction International Network")
    paper = page.paper
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report" if paper.kind.is_submission else "Article",
        "url": address_in(paper, page.language),
        "headline": page.body.title,
        "genre": paper.kind.label_in(page.language),
        "inLanguage": page.language,
        "author": {"@type": "Organization", "name": network},
        "datePublished": paper.published_on.isoformat() if paper.published_on else "",
        "dateModified": page.day.isoformat() if page.edition else "",
        "version": str(page.edition.number) if page.edition else "",
    }
    told = {name: value for name, value in described.items() if value}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_UNSAFE))  # noqa: S308 -- every sign that HTML minds is escaped above
