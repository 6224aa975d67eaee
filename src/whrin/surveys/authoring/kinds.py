"""Kinds of question as authors choose them, by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.surveys.xform.definition import Question, ValueKind
from whrin.surveys.xlsform import PAGE

#: What `xlsform.simple` calls them, in the order in which they are offered. `yes_no` is made of `one`.
NAMES: dict[str, str | Promise] = {
    "line": _("Short text"),
    "text": _("Long text"),
    "number": _("Whole number"),
    "decimal": _("Number with decimals"),
    "date": _("Date"),
    "yes_no": _("Yes or no"),
    "one": _("Choose one"),
    "several": _("Choose several"),
    "rank": _("Put in order"),
    "agree": _("Agree with a tick"),
    "note": _("Text to read, no question"),
    PAGE: _("Beginning of a page"),
}
WITH_CHOICES = frozenset({"one", "several", "rank"})
_OF_CONTROL = {"select1": "one", "select": "several", "rank": "rank", "trigger": "agree"}
_OF_VALUE = {
    ValueKind.TEXT: "line",
    ValueKind.INTEGER: "number",
    ValueKind.DECIMAL: "decimal",
    ValueKind.DATE: "date",
}


def kind_of(question: Question, value: ValueKind) -> str:
    """Return the kind of a question; for kinds that the editor does not have, the form's own word."""
    if question.control in _OF_CONTROL:
        return _OF_CONTROL[question.control]
    if question.control == "input" and value in _OF_VALUE:
        return _OF_VALUE[value]
    return value.value if question.control == "input" else question.control


def name_of(kind: str) -> str | Promise:
    """Return what a kind is called; an unknown one by its own word."""
    return NAMES.get(kind, kind)
