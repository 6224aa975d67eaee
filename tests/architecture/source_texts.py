"""Every text of the programme that waits for a translator, read from its source without gettext."""

import ast
import io
from collections.abc import Iterator
from typing import NamedTuple

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from tests.architecture.tree import PACKAGE, files

_ONE, _MANY = None, (1, 2)
_WITH_CONTEXT, _MANY_WITH_CONTEXT = ((1, "c"), 2), ((1, "c"), 2, 3)
_KEYWORDS = {
    "_": _ONE, "gettext": _ONE, "gettext_lazy": _ONE, "gettext_noop": _ONE,
    "ngettext": _MANY, "ngettext_lazy": _MANY,
    "pgettext": _WITH_CONTEXT, "pgettext_lazy": _WITH_CONTEXT,
    "npgettext": _MANY_WITH_CONTEXT, "npgettext_lazy": _MANY_WITH_CONTEXT,
}  # fmt: skip


class Text(NamedTuple):
    """A text in English, its plural when it counts, and the context that tells it from a like one."""

    singular: str
    plural: str = ""
    context: str = ""


def texts_of_module(source: str) -> Iterator[Text]:
    """Yield the texts that a Python module marks."""
    found = extract("python", io.BytesIO(source.encode()), keywords=_KEYWORDS, options={"encoding": "utf-8"})
    for _line, message, _comments, context in found:
        singular, plural = message if isinstance(message, tuple) else (message, "")
        yield Text(singular, plural, context or "")


def texts_of_template(source: str) -> Iterator[Text]:
    """Yield the texts that a template marks."""
    as_python = templatize(source)
    # What is left of the template's own text is X; without its indentation it reads as Python.
    yield from texts_of_module("\n".join(line.strip() for line in as_python.splitlines()))


def texts_in_f_strings(source: str) -> list[str]:
    """Return calls that mark a text inside an f-string: whoever gathers texts does not look there."""
    calls = (
        call
        for outer in ast.walk(ast.parse(source))
        if isinstance(outer, ast.JoinedStr)
        for call in ast.walk(outer)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _KEYWORDS
    )
    return [ast.unparse(call) for call in calls]


def all_texts() -> set[Text]:
    """Return every text of the package."""
    found: set[Text] = set()
    for path in files(".py", ".html", ".txt", ".xml", under=PACKAGE):
        if "templates" in path.parts:
            found.update(texts_of_template(path.read_text(encoding="utf-8")))
        elif path.suffix == ".py":
            found.update(texts_of_module(path.read_text(encoding="utf-8")))
    return found
