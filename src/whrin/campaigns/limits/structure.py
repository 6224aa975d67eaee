"""Whether a paper is built as its kind asks: sections, articles, recommendations, one language throughout."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from whrin.campaigns.body import Text
from whrin.campaigns.body.text import Part
from whrin.campaigns.enums import Block
from whrin.campaigns.limits.findings import Finding, asks_a_look, part_address, stops
from whrin.campaigns.limits.words import counting
from whrin.campaigns.models import Paper
from whrin.campaigns.numbering import HEADS
from whrin.kit.languages import name_of


def structure_findings(paper: Paper, text: Text, language: str) -> Iterator[Finding]:
    """Yield what is missing of title, sections and translation."""
    title, _title_language = text.title_in(language)
    if not title:
        yield stops(_("It has no title."), part_address(paper, language, "main"))
    for section in text.kind.sections:
        parts = [part for part in text.parts if part.slot == section["slug"]]
        yield from _section(paper, section, parts, language)
    yield from _languages(paper, text, language)


def _section(paper: Paper, section: dict[str, Any], parts: list[Part], language: str) -> Iterator[Finding]:
    address = part_address(paper, language, f"part-{section['slug']}")
    name = {"section": _heading(section)}
    written = [part for part in parts if part.texts and part.kind not in HEADS]
    if not written:
        if section["is_required"]:
            yield stops(_("“%(section)s” has to be there, and is empty.") % name, address)
        return
    if section["takes"] == "recommendations" and not any(
        part.kind == Block.RECOMMENDATION for part in written
    ):
        yield stops(_("“%(section)s” has no paragraph that is a recommendation.") % name, address)
    if section["takes"] == "articles":
        yield from _articles(parts, name, address)


def _heading(section: dict[str, Any]) -> str:
    headings: dict[str, str] = section["headings"]
    return headings.get(get_language() or "en") or headings.get("en") or str(section["slug"])


def _articles(parts: list[Part], name: dict[str, str], address: str) -> Iterator[Finding]:
    heads = [words for part in parts if part.kind == Block.SUBHEADING for words in part.texts.values()]
    named = articles_in(heads)
    if not named:
        yield stops(_("No heading in “%(section)s” names an article.") % name, address)
    last: int = counting()["last_article"]
    for number in sorted(named):
        if not 1 <= number <= last:
            told = _("A heading names article %(number)s; there are articles 1 to %(last)s.")
            yield asks_a_look(told % {"number": number, "last": last}, address)


def articles_in(headings: list[str]) -> set[int]:
    """Return the numbers of the articles that headings name in any of our languages: "Articles 12 and 16"."""
    words = "|".join(re.escape(one) for names in counting()["article_words"].values() for one in names)
    named = re.compile(rf"\b(?:{words})\s+(\d+(?:[^\d:.]{{1,5}}\d+)*)", re.IGNORECASE)
    return {
        int(number)
        for one in headings
        for found in named.findall(one)
        for number in re.findall(r"\d+", found)
    }


def _languages(paper: Paper, text: Text, language: str) -> Iterator[Finding]:
    allowed = paper.kind.languages
    if allowed and language not in allowed:
        reader = get_language() or "en"
        names = ", ".join(name_of(tag, reader) for tag in allowed)
        yield stops(_("It is not taken in this language. These are taken: %(names)s.") % {"names": names})
    missing = [part for part in text.parts if part.texts and language not in part.texts]
    if missing:
        told = ngettext(
            "%(n)s paragraph has no words in this language.",
            "%(n)s paragraphs have no words in this language.",
            len(missing),
        )
        yield stops(told % {"n": len(missing)}, part_address(paper, language, f"p-{missing[0].uid}"))
