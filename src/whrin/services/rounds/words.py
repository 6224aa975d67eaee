"""Texts of a round for a page: the reader's language where there is one, and Markdown as HTML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from whrin.kit.languages import direction_of
from whrin.surveys.asking.saying import marked_up

_POINT = re.compile(r"[-*•]\s+")


@dataclass(frozen=True)
class Words:
    """A text and the language it is in."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        """Return `rtl` or `ltr`."""
        return direction_of(self.language)

    @property
    def html(self) -> SafeString:
        """Return paragraphs and lists, with what is bold, slanted or a link."""
        blocks = [_block(block) for block in re.split(r"\n\s*\n", self.text) if block.strip()]
        return mark_safe("".join(blocks))  # noqa: S308 -- made of escaped parts


def in_language(texts: Mapping[str, Any], language: str, name: str = "") -> Words | None:
    """Return a text out of texts by language, or of one named `name` in each; None where there is none.

    In `language`, else in English, else in the first that there is.
    """
    told = {tag: text.get(name, "") if name else text for tag, text in texts.items()}
    for tag in (language, "en", *told):
        if told.get(tag):
            return Words(told[tag], tag)
    return None


def _block(block: str) -> str:
    lines = block.replace("\r\n", "\n").strip().split("\n")
    if all(_POINT.match(line) for line in lines):
        points = ((marked_up(_POINT.sub("", line, count=1)),) for line in lines)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", points))
    return format_html("<p>{}</p>", marked_up("\n".join(lines)))
