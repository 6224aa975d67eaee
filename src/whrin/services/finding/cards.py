"""What a list shows of one service, from the card the search keeps; no question to the database."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape  # a third of what Django's costs, and a page calls it hundreds of times
from typing import Any
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from whrin.kit.languages import direction_of
from whrin.search.highlight import marked, summary_of
from whrin.services.enums import Cost, Degree, Status
from whrin.services.finding.asked import Asked
from whrin.services.finding.words import OPEN_NOW, label
from whrin.services.freshness import Age, Basis, Freshness, age_of
from whrin.services.models import Service

#: How much of a description a list shows, in characters.
SUMMARY = 200
_PEOPLE = {Basis.PEER, Basis.ORGANISATION}


@dataclass(frozen=True)
class Card:
    """`language` and `direction` are those of name and summary. `facts` and `tags` are markup."""

    address: str
    name: SafeString
    language: str
    direction: str
    organisation: str
    country: str
    cities: str
    kinds: str
    summary: SafeString
    age: Age
    status: str
    cost: str
    tags: Sequence[tuple[str, str]]
    has_hours: bool

    @property
    def checked(self) -> str:
        """Return the day when a peer or the organisation found it correct; empty where nobody has."""
        return self.age.day.isoformat() if self.age.day and self.age.basis in _PEOPLE else ""

    @property
    def facts(self) -> SafeString:
        """Return who runs it, where, and what it is."""
        pieces = [self.organisation, ", ".join(filter(None, [self.cities, self.country])), self.kinds]
        return mark_safe(" · ".join(f"<bdi>{escape(piece)}</bdi>" for piece in pieces if piece))  # noqa: S308 - escaped


def card_of(found: Mapping[str, Any], asked: Asked, language: str, root: str) -> Card:
    """Return what the list shows of one service. `root`: the list's address."""
    text = asked.text
    spoken = found["language"]
    return Card(
        address=f"{root}{quote(found['slug'])}/",
        name=marked(found["name"], text, spoken),
        language=spoken,
        direction=direction_of(spoken),
        organisation=found["organisation"] if found["organisation"] != found["name"] else "",
        country=label("country", found["country"], language),
        cities=", ".join(found["cities"]),
        kinds=", ".join(label("type", slug, language) for slug in found["types"]),
        summary=summary_of(found["description"], text, spoken, SUMMARY),
        age=age_from(found),
        status=label("status", found["status"], language),
        cost=label("cost", found["cost"], language),
        tags=_tags(found, asked, language),
        has_hours=found["has_hours"],
    )


def age_from(found: Mapping[str, Any]) -> Age:
    """Return how old what a card says is."""
    return age_of(
        Service(
            checked_on=_day(found["checked_on"]),
            confirmed_on=_day(found["confirmed_on"]),
            source_year=found["source_year"],
        )
    )


def _day(written: str) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None


def _partly(found: Mapping[str, Any], asked: Asked, language: str) -> list[str]:
    """Return the wishes and, of the attributes, those asked for that it has partly; with that word."""
    wanted = asked.filters.get("attribute", ())
    names = [label("quick", wish, language) for wish in found.get("quick_partly", ())]
    names += [label("attribute", slug, language) for slug in found.get("partly", ()) if slug in wanted]
    return [f"{name}: {label('led', Degree.PARTLY, language)}" for name in names]


def _tags(found: Mapping[str, Any], asked: Asked, language: str) -> list[tuple[str, str]]:
    """Return words and kinds of tags: what is good to know first, then what to beware of."""
    tags = [("ok", str(OPEN_NOW))] if asked.is_open_now else []
    tags += [("ok", label("quick", wish, language)) for wish in found["quick"]]
    tags += [("", words) for words in _partly(found, asked, language)]
    if found["status"] in {Status.PAUSED, Status.CLOSED}:
        tags.append(("", label("status", found["status"], language)))
    if found["cost"] in {Cost.SOME, Cost.PAID}:
        tags.append(("", label("cost", found["cost"], language)))
    if age_from(found).level == Freshness.STALE:
        tags.append(("", _("Old: ask before you go")))
    if found["is_sample"]:
        tags.append(("", _("Sample")))
    return tags
