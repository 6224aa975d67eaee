"""What one version of a form can be answered with: its columns, and where in the XML each stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from whrin.surveys.models import Version
from whrin.surveys.sessions import environment_of, form_of
from whrin.surveys.tables.columns import Choice, Column, Kind, in_language
from whrin.surveys.tables.survey_rows import extras_in, relevance_in, rows_by_path
from whrin.surveys.tables.wordings import choices_of, texts_of
from whrin.surveys.xform import Form
from whrin.surveys.xform.definition import Blank, Group, Question, Repeat, ValueKind, controls_of
from whrin.surveys.xpath import Environment

#: Shapes that a process keeps; each is as large as the form's texts.
_KEPT = 24
#: Of what stands beside the answers, only how the form calls one of them.
_META = "instanceName"

_KINDS = {
    ValueKind.INTEGER: Kind.INTEGER,
    ValueKind.DECIMAL: Kind.DECIMAL,
    ValueKind.DATE: Kind.DATE,
    ValueKind.TIME: Kind.TIME,
    ValueKind.MOMENT: Kind.MOMENT,
    ValueKind.TRUTH: Kind.TRUTH,
    ValueKind.POINT: Kind.POINT,
    ValueKind.TRACE: Kind.TRACE,
    ValueKind.SHAPE: Kind.SHAPE,
    ValueKind.FILE: Kind.FILE,
}
_CONTROLS = {"select1": Kind.ONE, "select": Kind.MANY, "rank": Kind.RANK, "trigger": Kind.TICK}


@dataclass(frozen=True)
class Shape:
    """`repeats`: paths of the repeats, outer ones first, each with its texts by language."""

    columns: tuple[Column, ...]
    repeats: Mapping[str, Mapping[str, str]]
    languages: tuple[str, ...]


def shape_of(version: Version) -> Shape:
    """Return the shape of a version. Raises `FormError`."""
    return _shape(version.pk, version.hash)


@lru_cache(maxsize=_KEPT)
def _shape(pk: int, _hash: str) -> Shape:
    version = Version.objects.defer("xform").get(pk=pk)
    form = form_of(version)
    reading = _Reading(form, environment_of(version), version)
    columns = tuple({column.path: column for column in reading.columns()}.values())
    return Shape(columns, reading.repeats, form.languages)


@dataclass
class _Reading:
    form: Form
    environment: Environment
    version: Version
    questions: dict[str, Question] = field(init=False)
    repeats: dict[str, Mapping[str, str]] = field(init=False)
    written: dict[str, Mapping[str, str]] = field(init=False)
    given: set[str] = field(init=False)

    def __post_init__(self) -> None:
        controls = list(controls_of(self.form.body))
        self.questions = {control.path: control for control in controls if isinstance(control, Question)}
        self.repeats = {
            plain(control.path): texts_of(self.form, control.label)
            for control in controls
            if isinstance(control, Repeat)
        }
        self.written = dict(rows_by_path(self.version.sheets, self.form.blank.name))
        events = [event for control in controls if not isinstance(control, Group) for event in control.events]
        # What the form itself fills in is answered, though nobody is asked.
        self.given = {event.target for event in (*self.form.events, *events)}

    def columns(self) -> Iterator[Column]:
        """Yield the columns in the order of the form."""
        for path in _leaves(self.form.blank):
            if self._is_answered(path):
                yield self._column(path)

    def _is_answered(self, path: str) -> bool:
        above, _slash, name = plain(path).rpartition("/")
        if above == f"/{self.form.blank.name}/meta":
            return name in {_META, "audit"}
        question, bind = self.questions.get(path), self.form.binds.get(path)
        if bind is None and question is None:
            return False
        is_note = (
            question is not None
            and question.control == "input"
            and bind is not None
            and bind.kind is ValueKind.TEXT
            and bind.readonly is not None
            and bind.readonly.source.strip() == "true()"
            and bind.calculate is None
        )
        return not is_note or path in self.given

    def _column(self, path: str) -> Column:
        question, own = self.questions.get(path), plain(path)
        kind = _KINDS.get(self.form.bind(path).kind, Kind.TEXT)
        offered = choices_of(self.form, question, self.environment) if question else ()
        first = self.form.default_language
        return Column(
            path=own,
            name=own.rpartition("/")[2],
            kind=_CONTROLS.get(question.control, kind) if question else kind,
            repeat=_innermost(own, self.repeats),
            trace=self.version.traces.get(own, ""),
            texts=_from(first, texts_of(self.form, question.label if question else None)),
            choices=tuple({value: Choice(value, _from(first, texts)) for value, texts in offered}.values()),
            versions=(self.version.name,),
            relevant=relevance_in(self.written.get(own, {})),
            extras=extras_in(self.written.get(own, {})),
        )


def plain(path: str) -> str:
    """Return a path without prefixes of namespaces."""
    return "/".join(step.rpartition(":")[2] for step in path.split("/"))


def _from(first: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts with those of the form's own language first."""
    return {**({first: in_language(texts, first)} if first in texts else {}), **texts}


def _leaves(blank: Blank, above: str = "") -> Iterator[str]:
    path = f"{above}/{blank.name}"
    if not blank.children:
        yield path
    for child in blank.children:
        yield from _leaves(child, path)


def _innermost(path: str, repeats: Mapping[str, object]) -> str:
    return max((repeat for repeat in repeats if path.startswith(f"{repeat}/")), key=len, default="")
