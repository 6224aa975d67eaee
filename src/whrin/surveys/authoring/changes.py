"""What is different in a form from the version before."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from whrin.surveys.authoring.kinds import kind_of, name_of
from whrin.surveys.tables.wordings import texts_of
from whrin.surveys.xform import Form
from whrin.surveys.xform.definition import Question, controls_of


@dataclass(frozen=True)
class Asked:
    """A question. `language`: of its label, as the form names it."""

    path: str
    kind: str
    label: str
    language: str

    @property
    def kind_name(self) -> str | Promise:
        """Return what its kind is called."""
        return name_of(self.kind)

    @property
    def name(self) -> str:
        """Return the last step of its path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class Gone:
    """A question that is asked no more. `likely`: the path of a new one that seems to be the same."""

    asked: Asked
    likely: str = ""


@dataclass(frozen=True)
class Changes:
    """`altered`: what it was and what it is now, under one path."""

    new: tuple[Asked, ...] = ()
    gone: tuple[Gone, ...] = ()
    altered: tuple[tuple[Asked, Asked], ...] = ()


def changes(before: Form, after: Form, renames: Mapping[str, str]) -> Changes:
    """Return what is different. `renames`: questions known to be the same, old path to new."""
    old, now = asked_in(before), asked_in(after)
    new = [asked for path, asked in now.items() if path not in old]
    gone = [asked for path, asked in old.items() if path not in now and renames.get(path) not in now]
    both = [(old[path], now[path]) for path in old if path in now and old[path].kind != now[path].kind]
    return Changes(tuple(new), tuple(Gone(one, _likely(one, new)) for one in gone), tuple(both))


def asked_in(form: Form) -> dict[str, Asked]:
    """Return the questions of a form by path."""
    questions = [control for control in controls_of(form.body) if isinstance(control, Question)]
    return {question.path: _asked(form, question) for question in questions}


def _asked(form: Form, question: Question) -> Asked:
    texts = texts_of(form, question.label)
    language = form.default_language if form.default_language in texts else next(iter(texts), "")
    kind = kind_of(question, form.bind(question.path).kind)
    return Asked(question.path, kind, texts.get(language, ""), language)


def _likely(gone: Asked, new: list[Asked]) -> str:
    """Return the new question with the same name and kind, or the same label and kind."""
    alike = [one for one in new if one.kind == gone.kind]
    same = [one for one in alike if one.name == gone.name] or [
        one for one in alike if one.label and one.label == gone.label
    ]
    return same[0].path if len(same) == 1 else ""
