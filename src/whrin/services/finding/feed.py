"""Atom (RFC 4287) of what is new and what has changed, of any list."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from whrin.design import atom
from whrin.kit.text import sound
from whrin.services.finding.asked import parse
from whrin.services.finding.cards import age_from
from whrin.services.finding.found import found_for
from whrin.services.finding.page import title_of
from whrin.services.finding.words import label
from whrin.services.queries import public_services

FEED_SIZE = 50


class _Feed(Atom1Feed):
    """Atom whose entries say which language their text is in."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": settings.WHRIN_DATA_LICENCE_ADDRESS})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": "text", "xml:lang": item["text_language"]})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give what a list finds, the latest changed first. What is open now is no news."""
    language = get_language() or "en"
    asked = replace(parse(request.GET), sort="changed", page=1, facet="", view="", is_open_now=False)
    title = title_of(asked, language)
    listed = _("Services")
    made = atom.begun(
        f"{title} · {listed}" if title else listed,
        page=reverse("services:list") + asked.query(),
        address=reverse("services:feed") + asked.query(),
        language=language,
        kind=_Feed,
    )
    hits = found_for(asked, language, FEED_SIZE).hits
    days = _days([hit.key for hit in hits])
    for hit in hits:
        if hit.key in days:
            _add(made, hit.card, hit.key, days[hit.key], language)
    return atom.answer_with(made)


def _days(keys: list[str]) -> dict[str, date]:
    rows = public_services().filter(uid__in=keys).values_list("uid", "edited_on")
    return {uid.hex: day for uid, day in rows}


def _add(made: Atom1Feed, card: Mapping[str, Any], key: str, day: date, language: str) -> None:
    kinds = [label("type", slug, language) for slug in card["types"]]
    made.add_item(
        title=sound(f"{card['name']} · {label('country', card['country'], language)}"),
        link=settings.WHRIN_ADDRESS + reverse("services:service", args=[card["slug"]]),
        description=sound(" ".join([", ".join(kinds), age_from(card).sentence]).strip()),
        unique_id=f"urn:uuid:{key}",
        unique_id_is_permalink=False,
        updateddate=atom.moment(day),
        author_name=sound(card["organisation"] or card["name"]),
        categories=kinds,
        text=sound(card["description"]),
        text_language=card["language"],
    )
