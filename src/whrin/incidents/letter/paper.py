"""The questions as paper has them: boxes to tick and lines to write on. Made of the questions of the site, so
that a letter can be written down without guessing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.incidents.telling.steps import STEPS, Step

#: Lists too long for paper: she writes what she would choose.
_WRITTEN = ("country", "month")
#: Lines to write on, where one is not enough.
_LINES = {"what": 28, "may_know": 2}

#: What is said otherwise on paper, where nothing can be changed later.
_HINTS = {"allowing": _("Without your yes nothing of this is done.")}

#: A line to write on, for the setter of PDF: pictures there are as high as the words beside them.
LINE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="10" viewBox="0 0 400 10">'
    b'<path d="M0 9.7H400" stroke="#777" stroke-width=".4"/></svg>'
)


@dataclass(frozen=True)
class Boxes:
    """Choices under the name of their group, which may be empty."""

    name: str
    choices: list[str]


@dataclass(frozen=True)
class Ask:
    """Something to write: what, which may be empty, and on how many lines."""

    label: str
    lines: range


@dataclass(frozen=True)
class Question:
    """A question of the site, as it stands on paper."""

    question: str | Promise
    hint: str | Promise
    boxes: list[Boxes] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)


def questions() -> list[Question]:
    """Return all questions in their order, in the language of the page."""
    return [_question(step) for step in STEPS]


def _question(step: Step) -> Question:
    asked = Question(step.question, _HINTS.get(step.name, step.hint))
    for name, one in step.fields().items():
        if isinstance(one, forms.ChoiceField) and name not in _WRITTEN:
            asked.boxes.extend(_boxes(one))
        else:
            asked.asks.append(Ask(str(one.label or ""), range(_LINES.get(name, 1))))
    return asked


def _boxes(one: forms.ChoiceField) -> Iterator[Boxes]:
    single = []
    choices: Any = one.choices
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield Boxes(str(value), [str(words) for _value, words in label])
        else:
            single.append(str(label))
    if single:
        yield Boxes(str(one.label or ""), single)
