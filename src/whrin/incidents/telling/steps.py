"""The questions, one a page, in their order. Each may be skipped."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.incidents.enums import Precision, Scheme, Use, Want, Whom
from whrin.incidents.queries import grouped_terms
from whrin.kit.days import today
from whrin.places.queries import names_of_countries

#: Letters of a story; more can be written after sending, as often as she likes.
LONGEST = 8000
_FIRST_YEAR = 1950
_SOFT = {"autocomplete": "off", "dir": "auto"}


@dataclass(frozen=True)
class Step:
    """`question` stands above the fields, `hint` below it."""

    name: str
    question: str | Promise
    hint: str | Promise
    fields: Callable[[], Mapping[str, forms.Field]]


class StepForm(forms.Form):
    """The fields of one step. Answers are plain values: text, or lists of words."""

    def __init__(self, step: Step, data: Any = None, answers: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=answers or {}, auto_id="tell_%s", label_suffix="")
        self.step = step
        self.fields.update(step.fields())
        if len(self.fields) == 1:
            for one in self.fields.values():
                one.label = str(step.question)

    def clean(self) -> dict[str, Any]:
        """Put a date together, where one is asked."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "year" in self.fields:
            problem = _wrong_date(cleaned)
            if problem:
                self.add_error("year", str(problem))
        return cleaned


def _wrong_date(cleaned: dict[str, Any]) -> str | Promise:
    day, month, year = (int(cleaned.get(part) or 0) for part in ("day", "month", "year"))
    if (day or month) and not year:
        return _("Please write the year too, or leave all three empty.")
    if day and not month:
        return _("Please choose the month too, or leave the day empty.")
    if not year:
        return ""
    try:
        earliest = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return _("This month has no such day.")
    return _("This day has not come yet.") if earliest > today() else ""


def happened_of(answers: Mapping[str, Any]) -> tuple[str, str]:
    """Return when it happened, as far as she said ("2026-10-03", "2026-10", "2026", ""), and how exactly."""
    year, month, day = (int(answers.get(part) or 0) for part in ("year", "month", "day"))
    if year and month and day:
        return f"{year:04}-{month:02}-{day:02}", Precision.DAY
    if year and month:
        return f"{year:04}-{month:02}", Precision.MONTH
    return (f"{year:04}", Precision.YEAR) if year else ("", Precision.UNKNOWN)


def _one(choices: Any) -> forms.Field:
    return forms.ChoiceField(choices=choices, required=False, widget=forms.RadioSelect)


def _several(choices: Any, label: str | Promise = "") -> forms.Field:
    return forms.MultipleChoiceField(
        choices=choices, required=False, label=str(label), widget=forms.CheckboxSelectMultiple
    )


def _when() -> Mapping[str, forms.Field]:
    months = [("", "–"), *((str(number), name) for number, name in MONTHS.items())]
    return {
        "day": _number(_("Day"), 1, 31),
        "month": forms.ChoiceField(label=_("Month"), choices=months, required=False),
        "year": _number(_("Year"), _FIRST_YEAR, today().year),
    }


def _number(label: str | Promise, lowest: int, highest: int) -> forms.Field:
    """A number in digits of any script."""
    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "dir": "ltr", "size": 6})
    return forms.IntegerField(
        label=str(label), min_value=lowest, max_value=highest, required=False, widget=widget
    )


def _where() -> Mapping[str, forms.Field]:
    names = names_of_countries(get_language() or "en")
    countries = [("", "–"), *names.items()]
    part = forms.CharField(
        label=_("Town, district or region"),
        help_text=_("Only if you want to say it."),
        required=False,
        max_length=200,
        widget=forms.TextInput(_SOFT),
    )
    return {"country": forms.ChoiceField(label=_("Country"), choices=countries, required=False), "part": part}


def _allowing() -> Mapping[str, forms.Field]:
    uses = [(use.value, label) for use, label in ALLOWED.items()]
    who = forms.CharField(
        label=_("Who may know of it, who must not?"),
        required=False,
        max_length=500,
        widget=forms.Textarea({**_SOFT, "rows": 2}),
    )
    return {"uses": _several(uses, _("I allow that my report is")), "may_know": who}


def _what() -> Mapping[str, forms.Field]:
    story = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea({**_SOFT, "rows": 10}))
    return {"what": story}


def _terms(scheme: Scheme) -> Any:
    return grouped_terms(scheme, get_language() or "en")


#: What each use means, as she is asked. Being counted is asked with what she wants.
ALLOWED = {use: use.label for use in Use if use != Use.COUNT}

STEPS = (
    Step("whom", _("To whom was it done?"), "", lambda: {"whom": _one(Whom.choices)}),
    Step(
        "kinds",
        _("What was done?"),
        _("Choose as many as fit. If nothing fits, go on: you can tell it in your own words."),
        lambda: {"kinds": _several(_terms(Scheme.KIND))},
    ),
    Step(
        "actors",
        _("Who did it?"),
        _("We ask what kind of people, not names. Please write no names of others."),
        lambda: {"actors": _several(_terms(Scheme.ACTOR))},
    ),
    Step("when", _("When was it?"), _("As exactly as you want. The year alone is enough."), _when),
    Step("where", _("Where was it?"), _("The country is enough."), _where),
    Step(
        "wants",
        _("What should come of it?"),
        _("Choose as many as you want."),
        lambda: {"wants": _several(Want.choices)},
    ),
    Step(
        "allowing",
        _("What do you allow?"),
        _("You can change this later, as often as you want. Without your yes nothing of this is done."),
        _allowing,
    ),
    Step(
        "what",
        _("Tell it in your own words"),
        _("As much or as little as you want. Write nothing that could show others who you are."),
        _what,
    ),
)
BY_NAME = {step.name: step for step in STEPS}


def after(step: Step) -> Step | None:
    """Return the next question; None: all were asked."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def before(step: Step) -> Step | None:
    """Return the question before; None: this is the first."""
    place = STEPS.index(step)
    return STEPS[place - 1] if place else None
