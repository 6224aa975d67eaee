"""What a form says when nobody fills it in: labels and choices by language, values in them as `${name}`."""

import re
from collections.abc import Iterator, Mapping

from whrin.surveys.xform import Form
from whrin.surveys.xform.definition import Question, Wording, Words
from whrin.surveys.xpath import Environment
from whrin.surveys.xpath.values import to_text

#: A list that a question takes its choices from, whatever of it is offered when.
_LIST = re.compile(r"""instance\(\s*(?:'([^']+)'|"([^"]+)")\s*\)""")
_BY_KEY = re.compile(r"\s*jr:itext\(\s*([\w.:-]+)\s*\)\s*")
_NAME = re.compile(r"^\s*(?:/|\.\./|\./|current\(\))[^\s()]*?([^/\s()]+)\s*$")

#: Texts by the form's languages; "" where it has none.
Texts = Mapping[str, str]


def texts_of(form: Form, wording: Wording | None) -> dict[str, str]:
    """Return a wording in each language in which the form says it."""
    if wording is None:
        return {}
    if not wording.key:
        text = _written(wording.words)
        return {form.default_language: text} if text else {}
    return by_key(form, wording.key)


def by_key(form: Form, key: str) -> dict[str, str]:
    """Return the text that a form has under a key, by language."""
    found = {}
    for language, texts in form.texts.items():
        forms = texts.get(key, {})
        text = _written(forms.get("") or forms.get("long") or forms.get("short") or ())
        if text and text != "-":
            found[language] = text
    return found


def choices_of(form: Form, question: Question, environment: Environment) -> Iterator[tuple[str, Texts]]:
    """Yield value and texts of all choices that a question can offer, as far as the form knows them before
    it is filled in.
    """
    for choice in question.choices:
        yield choice.value, texts_of(form, choice.label)
    if question.choice_list is None:
        return
    named = _LIST.search(question.choice_list.nodes.source)
    name = (named[1] or named[2]) if named else ""
    root = environment.instances.get(name) or form.instances.get(name)
    value = question.choice_list.value.source.strip()
    label = question.choice_list.label.source if question.choice_list.label else ""
    for first in root.children if root else ():
        for item in first.children:
            cells = {child.name: to_text(child.content()) for child in item.children}
            if cells.get(value):
                yield cells[value], _label(form, label, cells)


def _label(form: Form, source: str, cells: Mapping[str, str]) -> Texts:
    keyed = _BY_KEY.fullmatch(source)
    if keyed:
        return by_key(form, cells.get(keyed[1], ""))
    text = cells.get(source.strip(), "")
    return {form.default_language: text} if text else {}


def _written(words: Words) -> str:
    parts = [part if isinstance(part, str) else _place(part.source) for part in words]
    return " ".join("".join(parts).split())


def _place(source: str) -> str:
    named = _NAME.match(source)
    return f"${{{named[1]}}}" if named else "…"
