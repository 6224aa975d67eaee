"""The citations of a work that a reader may copy."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from whrin.kit.languages import direction_of
from whrin.library.citations.item import item_of
from whrin.library.citations.rendering import render
from whrin.library.citations.styles import StyleName, locales, offered, style_of
from whrin.library.models import LanguageVersion, Work

#: Styles that number their lists put a one before a lone entry.
_NUMBER = re.compile(r"^\[?1[\].]* +")


@dataclass(frozen=True)
class Citation:
    style: str
    text: str


def citations_of(work: Work, version: LanguageVersion, reader: str) -> Sequence[Citation]:
    """Return the work in every style. `reader`: the interface's language, for styles not bound to one."""
    record, words = _frozen(work, version), _words_of(version.language, reader)
    return [Citation(style.name, _cited(style, record, words)) for style in offered()]


def first_citation_of(work: Work, version: LanguageVersion, reader: str) -> Citation:
    """Return the work in the style that comes first."""
    style = offered()[0]
    return Citation(style.name, _cited(style, _frozen(work, version), _words_of(version.language, reader)))


def cited_in(file: str, item: Mapping[str, Any], reader: str) -> str:
    """Return a record (CSL-JSON, as `item_of` has it) in a style, by the name of its file; in the style that
    comes first where there is none of that name. `reader`: as above.
    """
    style = next((one for one in offered() if one.file == file), offered()[0])
    words = _words_of(str(item.get("language", "")), reader.split("-", maxsplit=1)[0])
    return _cited(style, json.dumps(dict(item), ensure_ascii=False), words)


def _words_of(language: str, reader: str) -> str:
    """Return whose words a style uses: the reader's, unless the work runs the other way: both would mix."""
    own = language.split("-", maxsplit=1)[0]
    return own if own in locales() and direction_of(own) != direction_of(reader) else reader


def _frozen(work: Work, version: LanguageVersion) -> str:
    return json.dumps(item_of(work, version), ensure_ascii=False)


# What was asked for is kept under all that it depends on, so that it never grows stale.
@lru_cache(maxsize=2048)
def _cited(style: StyleName, record: str, words: str) -> str:
    locale = style.locale or locales().get(words, "en-US")
    return _NUMBER.sub("", render(style_of(style.file, locale), json.loads(record)))
