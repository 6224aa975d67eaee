"""What the page of a measure says of itself to search engines: schema.org as JSON-LD."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from whrin.policy_index.enums import Kind
from whrin.policy_index.watch.shown import Shown

# An end of the script, an entity or a comment inside a text must not be taken for one.
_UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
#: Only what the state itself has written is legislation.
_LEGISLATION = {Kind.LAW, Kind.BILL}


def json_ld_of(page: Shown) -> SafeString:
    """Return the measure as JSON that is safe inside a script element."""
    measure = page.measure
    is_law = measure.kind in _LEGISLATION
    about: dict[str, Any] = {
        "@type": "Legislation" if is_law else "Thing",
        "name": page.text["title"],
        "legislationJurisdiction": page.part or page.country if is_law else "",
        "legislationDate": measure.dates.get("adopted", "") if is_law else "",
    }
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "url": settings.WHRIN_ADDRESS + reverse("policy_index:measure", args=[measure.slug]),
        "headline": page.text["title"],
        "abstract": page.text["summary"],
        "inLanguage": page.language,
        "dateModified": measure.edited_on.isoformat(),
        "spatialCoverage": {"@type": "Country", "name": page.country, "identifier": measure.country_id},
        "about": {name: value for name, value in about.items() if value},
    }
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_UNSAFE))  # noqa: S308 -- every sign that HTML minds is escaped above
