"""One answer of a form as a report: questions are known by their names, wherever they stand in the form.

Names that are read are those of the fields of `telling.steps`, and `happened`, a date. Everything else goes
into her words, with its question: nothing that was told is lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.forms import MultipleChoiceField

from whrin.incidents.content import Consent, Told
from whrin.incidents.enums import Channel
from whrin.incidents.telling.carried import Carried
from whrin.incidents.telling.pages import content_of
from whrin.incidents.telling.steps import STEPS, StepForm
from whrin.surveys.tables import Column, Kind, Row

#: Questions without one of which a form is no report.
NEEDED = frozenset({"what", "kinds"})
#: Of the form itself, not of her.
_OURS = frozenset({"consent", "consent_page", "consent_note", "instanceID", "instanceName"})
_DATE = ("year", "month", "day")


@dataclass(frozen=True)
class Place:
    """A question, and the question of ours that it answers; empty: it goes into her words."""

    asked: str
    ours: str


def is_report(columns: Iterable[Column]) -> bool:
    """Say whether a form asks what a report needs."""
    return bool(NEEDED & {column.name for column in columns})


def places(columns: Iterable[Column], language: str) -> list[Place]:
    """Return where each question goes, for the page on which a caseworker looks before she takes."""
    questions = {name: str(step.question) for step in STEPS for name in step.fields()}
    questions["happened"] = questions["year"]
    return [
        Place(column.label(language), "" if column.repeat else questions.get(column.name, ""))
        for column in columns
        if column.name not in _OURS and column.kind != Kind.FILE
    ]


def report_in(row: Row, columns: Iterable[Column], language: str) -> tuple[Told, Consent]:
    """Return what an answer tells."""
    columns = list(columns)
    said = {column.name: row.values.get(column.path, "").strip() for column in columns if not column.repeat}
    carried, taken = _carried(_with_date(said))
    told, consent = content_of(carried)
    if "year" in taken and said.get("happened"):
        taken.add("happened")
    others = [line for column in columns for line in _lines(column, row, taken, language)]
    words = "\n\n".join(filter(None, [said.get("what", ""), *others]))
    return replace(told, channel=Channel.OFFLINE, what=words), consent


def _with_date(said: Mapping[str, str]) -> dict[str, str]:
    parts = said.get("happened", "").split("T")[0].split("-")
    given = {name: part.lstrip("0") for name, part in zip(_DATE, parts, strict=False)}
    given |= {name: said[name].lstrip("0") for name in _DATE if said.get(name)}
    return {**said, **given, "country": said.get("country", "").upper()}


def _carried(said: Mapping[str, str]) -> tuple[Carried, set[str]]:
    """Return the answers that fit our questions, and the names of what was taken."""
    carried, taken = Carried(once="", code="", begun=0), {"what"}
    for step in STEPS:
        given: dict[str, Any] = {
            name: said.get(name, "").split() if isinstance(field, MultipleChoiceField) else said.get(name, "")
            for name, field in step.fields().items()
            if name != "what"
        }
        form = StepForm(step, given)
        form.is_valid()
        fits = {name: value for name, value in given.items() if form.cleaned_data.get(name)}
        if "year" in given and form.errors:
            fits = {}
        carried = carried.with_answers(step.name, fits)
        taken |= fits.keys()
    return carried, taken


def _lines(column: Column, row: Row, taken: Iterable[str], language: str) -> Iterable[str]:
    """Yield a question that is none of ours with each answer to it."""
    if column.kind == Kind.FILE or column.name in _OURS or (not column.repeat and column.name in taken):
        return
    for value in row.said(column.path):
        if value.strip():
            yield f"{column.label(language)}: {column.words(value, language)}"
