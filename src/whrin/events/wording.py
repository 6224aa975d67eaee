"""Texts by language, and which of them a reader gets."""

from collections.abc import Mapping


def tag_for(texts: Mapping[str, str], language: str) -> str:
    """Return the tag of the text for a reader of `language`: hers, English, else the first; empty: none."""
    bare = language.split("-", maxsplit=1)[0]
    return next((tag for tag in (language, bare, "en", *texts) if texts.get(tag)), "")


def text_for(texts: Mapping[str, str], language: str) -> str:
    """Return the text for a reader of `language`; empty where there is none."""
    return texts.get(tag_for(texts, language), "")
