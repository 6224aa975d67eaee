"""Which answers somebody wants figures of, and in which language: read from the address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.surveys.enums import AnswerState
from whrin.surveys.figures.gathering import COUNTED, Only
from whrin.surveys.figures.questions import sorting_columns
from whrin.surveys.figures.wording import month_of, worded
from whrin.surveys.models import Form
from whrin.surveys.tables import Column
from whrin.surveys.xlsform.languages import nearest

_NO_GROUP = Only()


@dataclass(frozen=True)
class Choice:
    """A group of answers that can be asked for: `value` as it stands in the address."""

    value: str
    label: str
    is_chosen: bool


def language_at(request: HttpRequest, languages: Sequence[str]) -> str:
    """Return the form's language in which labels are wanted, or the reader's; empty: the form has none."""
    asked = request.GET.get("language", "")
    if asked in languages:
        return asked
    return nearest(languages, get_language() or "") or next(iter(languages), "")


def only_at(request: HttpRequest) -> Only:
    """Return which answers are asked for, in `of`: `state=approved`, `month=2026-03`, `/data/country=ke`. The
    names of the answers' own page are understood as well, where they ask for one group.
    """
    by, _sign, key = request.GET.get("of", "").partition("=")
    if by and key:
        return Only(by, key)
    for name in ("state", "version", "month"):
        if len(told := request.GET.getlist(name)) == 1 and told[0]:
            return Only(name, told[0])
    question, code = request.GET.get("question", ""), request.GET.get("is", "")
    return Only(question, code) if question and code else _NO_GROUP


def choices_for(
    form: Form, columns: Sequence[Column], language: str, chosen: Only
) -> Iterator[tuple[str | Promise, list[Choice]]]:
    """Yield what can be asked for: a heading, and the groups under it."""
    states = [(state, AnswerState(state).label) for state in COUNTED]
    versions = [(str(pk), name) for pk, name in form.versions.values_list("pk", "name")]
    months = [(f"{month:%Y-%m}", month_of(f"{month:%Y-%m}").text) for month in _months(form)]
    told: list[tuple[str | Promise, str, list[tuple[str, str]]]] = [
        (_("State"), "state", [(value, str(label)) for value, label in states]),
        (_("Month"), "month", months),
        (_("Version"), "version", versions if len(versions) > 1 else []),
    ]
    for column in sorting_columns(columns):
        labels = [(one.value, worded(one.texts, language, one.value).text) for one in column.choices]
        told.append((worded(column.texts, language, column.name).text, column.path, labels))
    for heading, by, named in told:
        if named:
            yield heading, [Choice(f"{by}={key}", label, chosen == Only(by, key)) for key, label in named]


def _months(form: Form) -> list[object]:
    return list(form.answers.filter(state__in=COUNTED).dates("received_on", "month"))
