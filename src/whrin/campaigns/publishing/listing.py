"""One page of the list of papers: what was found, and every way on from here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from whrin.campaigns.actions.showing import SHELF
from whrin.campaigns.publishing.asked import PAGE_SIZE, Asked
from whrin.campaigns.publishing.shelf import FACETS
from whrin.campaigns.publishing.words import facet_title, label
from whrin.design.templatetags.design import partial_date
from whrin.kit.languages import direction_of
from whrin.kit.paging import last_page
from whrin.search.choices import SHOWN, Choice, Facet, NoSuchPage, chosen_first, facet_of, narrowing
from whrin.search.highlight import marked, snippet
from whrin.search.queries import find
from whrin.search.results import Result

#: Values of a filter folded away; characters of a summary in the list.
_FOLDED, _SUMMARY = 40, 220


@dataclass(frozen=True)
class Card:
    """`language` and `direction` are those of title and summary, which are markup."""

    address: str
    title: SafeString
    language: str
    direction: str
    summary: SafeString
    facts: Sequence[str]
    state: str
    is_open: bool
    is_sample: bool


@dataclass(frozen=True)
class ListPage:
    """What the list shows. `title`: what was chosen, empty for the plain list."""

    asked: Asked
    total: int
    last: int
    title: str
    cards: Sequence[Card]
    facets: Sequence[Facet]
    chosen: Sequence[Choice]
    suggestion: Choice | None


def found_for(asked: Asked, language: str, size: int = PAGE_SIZE, sort: str = "") -> Result:
    """Ask the search."""
    return find(
        shelf=SHELF,
        text=asked.text,
        language=language,
        filters=dict(asked.filters),
        sort=sort or ("relevance" if asked.text else "newest"),
        page=asked.page,
        size=size,
    )


def page_of(asked: Asked, language: str, root: str) -> ListPage:
    """Return the page, one search and no more. Raises NoSuchPage beyond the last one."""
    found = found_for(asked, language)
    last = last_page(found.total, PAGE_SIZE)
    if asked.page > last:
        raise NoSuchPage
    facets = [_facet(asked, found, name, language, root) for name in FACETS]
    return ListPage(
        asked=asked,
        total=found.total,
        last=last,
        title=title_of(asked, language),
        cards=[card_of(hit.card, asked.text, language, root) for hit in found.hits],
        facets=[facet for facet in facets if facet.shown],
        chosen=[
            Choice(
                f"{facet_title(name)}: {label(name, value, language)}",
                0,
                _turned(asked, name, value, root),
            )
            for name, value in asked.chosen()
        ],
        suggestion=_suggestion(asked, found, root),
    )


def title_of(asked: Asked, language: str) -> str:
    """Return what a list is about: its words and the filters chosen; nothing for the plain list."""
    said = [label(name, value, language) for name, value in asked.chosen()]
    return " · ".join(filter(None, [asked.text, *said[:3]]))


def card_of(card: Mapping[str, Any], text: str, language: str, root: str) -> Card:
    """Return what the list shows of one paper, in the reader's language where it has it."""
    texts: Mapping[str, Sequence[str]] = card["texts"]
    spoken = next(tag for tag in (language, language.partition("-")[0], *texts) if tag in texts)
    title, summary = texts[spoken]
    places = [label("country", card["country"], language)] if card["country"] else []
    # All of it comes out escaped, with the words searched for marked.
    return Card(
        address=f"{root}{card['slug']}/",
        title=marked(title, text, spoken),
        language=spoken,
        direction=direction_of(spoken),
        summary=snippet(summary, text, spoken, _SUMMARY) if text else mark_safe(escape(summary)),  # noqa: S308 -- escaped
        facts=[label("kind", card["kind"], language), *places, partial_date(card["day"])],
        state=label("state", card["state"], language),
        is_open=card["state"] == "open",
        is_sample=card["is_sample"],
    )


def _facet(asked: Asked, found: Result, name: str, language: str, root: str) -> Facet:
    chosen = asked.filters.get(name, ())
    # What all have narrows nothing.
    counted = narrowing(found.facets.get(name, ()), found.total, chosen)
    choices = [
        Choice(label(name, value, language), count, _turned(asked, name, value, root), value in chosen)
        for value, count in chosen_first(counted, chosen)[: SHOWN + _FOLDED]
    ]
    return facet_of(name, facet_title(name), choices, folded=_FOLDED, whole="")


def _turned(asked: Asked, name: str, value: str, root: str) -> str:
    return root + asked.turned(name, value).query()


def _suggestion(asked: Asked, found: Result, root: str) -> Choice | None:
    """Return another spelling that would find more."""
    if not found.suggestion:
        return None
    return Choice(found.suggestion, 0, root + replace(asked, text=found.suggestion).query())
