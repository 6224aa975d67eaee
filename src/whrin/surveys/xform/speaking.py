"""Says what a form says: in a language, with the values that stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from whrin.surveys.xpath import ExpressionError, Frame

from .definition import Form, Forms, Wording, Words

#: What pyxform writes where a text is not translated. Nobody can read it, so another language is better.
_UNTRANSLATED = ("-",)


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
    found = [
        (forms, chosen)
        for chosen in (language, form.default_language, *form.languages)
        if (forms := form.texts.get(chosen, {}).get(wording.key)) is not None
    ]
    translated = (one for one in found if one[0].get("") != _UNTRANSLATED)
    forms, chosen = next(translated, found[0] if found else ({}, language))
    return _all_forms(forms, frame, chosen)


def _all_forms(forms: Forms, frame: Frame, language: str) -> Spoken:
    texts = {name: _said(words, frame) for name, words in forms.items() if not name or words != _UNTRANSLATED}
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
