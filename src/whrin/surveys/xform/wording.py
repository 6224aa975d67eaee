"""Reads what a form says: texts with values between them, and texts by language."""

import re
from collections.abc import Mapping
from typing import Any

from .definition import Forms, Wording, Words
from .errors import FormError, FormFault
from .expressions import expression
from .names import local

_BY_KEY = re.compile(r"\s*jr:itext\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)\s*")


def wording(element: Any, path: str) -> Wording | None:
    """Return what a label, hint or message says; None if there is none."""
    if element is None:
        return None
    reference = element.get("ref")
    if reference is None:
        return Wording(words=words(element, path))
    return by_reference(reference, path)


def by_reference(reference: str, path: str) -> Wording:
    """Return the wording that an attribute names: a key, an expression, or the words themselves."""
    key = _BY_KEY.fullmatch(reference)
    if key:
        return Wording(key=key[1] or key[2] or "")
    return Wording(words=(expression(reference, path, "label"),))


def message(text: str | None) -> Wording | None:
    """Return the wording of a message in a binding: a key, or the words themselves."""
    if text is None:
        return None
    key = _BY_KEY.fullmatch(text)
    return Wording(key=key[1] or key[2] or "") if key else Wording(words=(text,))


def words(element: Any, path: str) -> Words:
    """Return the text of an element, with an expression for each output in it."""
    parts: list[Any] = [element.text or ""]
    for child in element:
        if local(child) == "output":
            source = child.get("value") or child.get("ref")
            if not source:
                raise FormError(FormFault.EXPRESSION, "An output says no value.", path=path, part="label")
            parts.append(expression(source, path, "label"))
        parts.append(child.tail or "")
    return tuple(part for part in parts if part != "")


def texts(model: Any) -> tuple[tuple[str, ...], str, Mapping[str, Mapping[str, Forms]]]:
    """Return the languages of a form, the one it begins with, and its texts by language and key."""
    found: dict[str, dict[str, Forms]] = {}
    default = ""
    for translation in model.iterfind("{*}itext/{*}translation"):
        language = translation.get("lang", "")
        if not default or translation.get("default") is not None:
            default = language
        entries = found.setdefault(language, {})
        for text in translation.iterfind("{*}text"):
            key = text.get("id", "")
            entries[key] = {value.get("form", ""): words(value, key) for value in text.iterfind("{*}value")}
    return tuple(found), default, found
