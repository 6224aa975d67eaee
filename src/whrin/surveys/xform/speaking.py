"""Says what a form says: in a language, with the values that stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from whrin.surveys.xpath import ExpressionError, Frame

from .definition import Form, Forms, Wording, Words


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text, its language, and what belongs to it: guidance, and the names of pictures and sounds."""

    text: str
    language: str = ""
    others: Mapping[str, str] = field(default_factory=dict)


def spoken(form: Form, wording: Wording, frame: Frame, language: str) -> Spoken:
    """Return a wording in a language, or, where it has none, in that of the form."""
    if not wording.key:
        return Spoken(_said(wording.words, frame), form.default_language)
    for chosen in (language, form.default_language, *form.languages):
        forms = form.texts.get(chosen, {}).get(wording.key)
        if forms is not None:
            return _all_forms(forms, frame, chosen)
    return Spoken("", language)


def _all_forms(forms: Forms, frame: Frame, language: str) -> Spoken:
    texts = {name: _said(words, frame) for name, words in forms.items()}
    text = texts.pop("", "") or texts.get("long", "") or texts.get("short", "")
    return Spoken(text, language, texts)


def _said(words: Words, frame: Frame) -> str:
    parts: list[str] = []
    for part in words:
        if isinstance(part, str):
            parts.append(part)
            continue
        try:
            parts.append(part.text(frame))
        except ExpressionError:
            # A text is shown all the same: what stands in it is not known yet.
            continue
    return " ".join("".join(parts).split(" ")).strip()
