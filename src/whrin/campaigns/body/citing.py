"""Evidence as one language writes it: figures, references for notes, and what is said of each in an annex."""

import re
from dataclasses import dataclass
from html import escape

from django.utils.translation import override

from whrin.campaigns.body.text import Evidence, Text
from whrin.campaigns.enums import Standing
from whrin.campaigns.marks.reading import Cited
from whrin.documents.evidence.sources import source_if_any
from whrin.documents.evidence.wording import number_in, whole_address, withheld

_ADDRESS = re.compile(r"https?://[^\s<>&]+[^\s<>&.,;:)\]]")


def cites_of(text: Text, language: str) -> dict[int, Cited]:
    """Return all citations of a text in a language. What may be told no more is withheld."""
    return {number: _cited(one, text.style, language) for number, one in text.evidence.items()}


def _cited(one: Evidence, style: str, language: str) -> Cited:
    if one.standing == Standing.BARRED:
        words = withheld(language)
        return Cited(words, words, escape(words))
    value = number_in(one.fact.value, language) or None
    n = number_in(one.fact.n, language) or None
    return Cited(value, n, reference_html(one, style, language), _with_locator(_short(one, language), one))


def reference_html(one: Evidence, style: str, language: str) -> str:
    """Return the whole reference as HTML, its addresses as links."""
    source = source_if_any(one.source)
    words = whole_address(one.fact)
    if source is not None:
        words = source.reference(one.key, one.fact, language, style)
    return linked(_with_locator(words, one))


def linked(words: str) -> str:
    """Return plain words as HTML, with links where there are addresses."""
    return _ADDRESS.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', escape(words))


def _short(one: Evidence, language: str) -> str:
    """Return how a note names it that told it in full before; empty where there is no shorter way."""
    source = source_if_any(one.source)
    record = source.csl(one.key, one.fact) if source else None
    if record is not None:
        return str(record.get("title", ""))
    return source.sentence(one.key, one.fact, language) if source else ""


def _with_locator(words: str, one: Evidence) -> str:
    """Return a reference that also says where in it."""
    if not words or not one.locator:
        return words
    return f"{words.rstrip('.')}, {one.locator}{'.' if words.endswith('.') else ''}"


def works_cited(text: Text, numbers: list[int], language: str) -> list[str]:
    """Return the works among these citations as HTML, each once, by their first letters."""
    found = {}
    for number in numbers:
        one = text.evidence[number]
        source = source_if_any(one.source)
        if (
            source is not None
            and one.standing != Standing.BARRED
            and source.csl(one.key, one.fact) is not None
        ):
            found[one.key] = source.reference(one.key, one.fact, language, text.style)
    return [linked(words) for words in sorted(found.values(), key=str.casefold)]


@dataclass(frozen=True)
class Figure:
    """A figure for the annex of sources, each in words of one language. `day`: `YYYY[-MM[-DD]]`."""

    number: int
    sentence: str
    value: str
    n: str
    day: str
    source: str
    address: str


def figures_cited(text: Text, numbers: list[int], language: str) -> list[Figure]:
    """Return what is cited that is no work, by number. What is withheld is left out."""
    found = []
    for number in numbers:
        one = text.evidence[number]
        source = source_if_any(one.source)
        is_figure = source is not None and source.csl(one.key, one.fact) is None
        if source is None or not is_figure or one.standing == Standing.BARRED:
            continue
        with override(language):
            label = str(source.label)
        found.append(
            Figure(
                number=number,
                sentence=source.sentence(one.key, one.fact, language),
                value=number_in(one.fact.value, language),
                n=number_in(one.fact.n, language),
                day=one.fact.day,
                source=label,
                address=whole_address(one.fact),
            )
        )
    return found
