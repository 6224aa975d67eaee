"""What the page of a service says of itself to search engines: schema.org as JSON-LD."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from whrin.services.enums import Cost
from whrin.services.models import Place
from whrin.services.showing.shown import Shown

# An end of the script, an entity or a comment inside a text must not be taken for one.
_UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld_of(page: Shown) -> SafeString:
    """Return the service as JSON that is safe inside a script element; of its places what the page tells."""
    service = page.service
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Service",
        "url": settings.WHRIN_ADDRESS + reverse("services:service", args=[service.slug]),
        "name": service.name,
        "inLanguage": service.language,
        "serviceType": [label for _slug, label in page.kinds],
        "provider": {
            "@type": "Organization",
            "name": service.organisation.name if service.organisation else "",
        },
        "areaServed": {"@type": "Country", "name": page.country, "identifier": service.country_id},
        "isAccessibleForFree": True if service.cost == Cost.FREE else None,
        "availableChannel": [
            {"@type": "ServiceChannel", "serviceLocation": _place(place, service.country_id)}
            for place in page.places
            if place.city
        ],
    }
    kept = {name: value for name, value in described.items() if value}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_UNSAFE))  # noqa: S308 -- every sign that HTML minds is escaped above


def _place(place: Place, country: str) -> dict[str, Any]:
    """Return a place; what is finer than may be told is in no row."""
    told = {
        "streetAddress": place.address,
        "postalCode": place.postal_code,
        "addressLocality": place.city,
        "addressCountry": country,
    }
    address = {name: value for name, value in told.items() if value}
    return {"@type": "Place", "address": {"@type": "PostalAddress", **address}}
