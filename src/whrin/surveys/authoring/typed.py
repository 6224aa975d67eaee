"""One question as its author typed it: shown again as it is, or made a question of the form."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.http import QueryDict
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from whrin.surveys.authoring.kinds import NAMES, WITH_CHOICES
from whrin.surveys.authoring.words import LETTERS, NO_LABEL, TWICE
from whrin.surveys.xlsform import PAGE, Choice, Question, Sheets, SimpleForm, simple_form_in
from whrin.surveys.xlsform.languages import tag_of
from whrin.surveys.xlsform.sheets import clean
from whrin.surveys.xlsform.simple import Texts

#: Empty lines for answers that are shown below those that are there; answers of one question.
_SPARE, _MOST_CHOICES = 3, 200
#: Fields that an answer of the browser may hold for them; Django takes a thousand in all.
_MOST_FIELDS = 800
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_CHOICE = re.compile(r"[^\s]+")
_LONGEST_NAME = 40
_DIGITS = 18


@dataclass
class TypedChoice:
    """An answer to choose: its name in tables, and its texts in the order of the form's languages."""

    name: str
    labels: list[str]


@dataclass
class Typed:
    """What stands in the fields. `faults`: words by field."""

    kind: str
    name: str = ""
    labels: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    is_required: bool = False
    relevant: str = ""
    constraint: str = ""
    choices: list[TypedChoice] = field(default_factory=list)
    place: str = ""
    faults: dict[str, str | Promise] = field(default_factory=dict)

    @property
    def has_choices(self) -> bool:
        """Say whether answers to choose belong to it."""
        return self.kind in WITH_CHOICES

    @property
    def is_page(self) -> bool:
        """Say whether it is the head of a page."""
        return self.kind == PAGE


def editable_in(sheets: Sheets) -> SimpleForm | None:
    """Return the form if the editor can show all of it, each question with its answers on one page; else
    None: a spreadsheet is the place to change it.
    """
    form = simple_form_in(sheets)
    if form is None:
        return None
    lines = max((len(one.choices) for one in form.questions), default=0) + _SPARE
    return form if lines <= _MOST_CHOICES and lines * (len(form.languages) + 1) <= _MOST_FIELDS else None


def whole(text: str) -> int:
    """Return a number that somebody typed; 0 for what is none, or too large to be a place."""
    return int(text) if text.isdecimal() and len(text) < _DIGITS else 0


def languages_of(form: SimpleForm) -> tuple[str, ...]:
    """Return the languages of the fields: one without a name where the form names none."""
    return form.languages or ("",)


def typed_of(question: Question, form: SimpleForm, place: int) -> Typed:
    """Return the fields of a question that is there. `place`: from 1."""
    languages = languages_of(form)
    typed = Typed(
        kind=question.kind,
        name=question.name,
        labels=_listed(question.label, languages),
        hints=_listed(question.texts.get("hint", {}), languages),
        is_required=question.is_required,
        relevant=question.relevant,
        constraint=question.constraint,
        choices=[TypedChoice(choice.name, _listed(choice.label, languages)) for choice in question.choices],
        place=str(place),
    )
    return with_spare(typed, languages)


def new_typed(kind: str, form: SimpleForm) -> Typed:
    """Return the empty fields of a new question; one of yes and no has its answers, in each language."""
    languages = languages_of(form)
    empty = [""] * len(languages)
    typed = Typed(
        kind=kind if kind in NAMES else "line",
        labels=list(empty),
        hints=list(empty),
        place=str(len(form.questions) + 1),
    )
    if kind == "yes_no":
        typed.kind = "one"
        typed.choices = [
            TypedChoice("yes", [_said_in(language, "Yes") for language in languages]),
            TypedChoice("no", [_said_in(language, "No") for language in languages]),
        ]
    return with_spare(typed, languages)


def typed_in(data: QueryDict, form: SimpleForm) -> Typed:
    """Return what was typed."""
    languages = languages_of(form)
    kind = data.get("kind", "line")
    count = min(whole(data.get("choices", "")), _MOST_CHOICES)
    return Typed(
        kind=kind if kind in NAMES and kind != "yes_no" else "line",
        name=_text(data, "name"),
        labels=_texts(data, "label", languages),
        hints=_texts(data, "hint", languages),
        is_required="required" in data,
        relevant=_text(data, "relevant"),
        constraint=_text(data, "constraint"),
        choices=[
            TypedChoice(_text(data, f"choice-{at}"), _texts(data, f"choice-{at}", languages))
            for at in range(count)
        ],
        place=_text(data, "place"),
    )


def with_spare(typed: Typed, languages: Sequence[str]) -> Typed:
    """Return it with empty lines for more answers."""
    filled = [choice for choice in typed.choices if choice.name or any(choice.labels)]
    spare = [TypedChoice("", [""] * len(languages)) for _number in range(_SPARE)]
    typed.choices = [*filled, *spare] if typed.has_choices else filled
    return typed


def question_of(typed: Typed, form: SimpleForm, before: Question | None) -> Question | None:
    """Return the question; None where something is wrong, which `typed.faults` then says. `before`: what it
    was; what the fields do not show of it stays.
    """
    languages = languages_of(form)
    taken = {one.name for one in form.questions if one is not before}
    if not any(typed.labels):
        typed.faults["label"] = NO_LABEL
    name = typed.name or _free(_slug(next(filter(None, typed.labels), "")), taken, "q")
    if not _NAME.fullmatch(name):
        typed.faults["name"] = LETTERS
    elif name in taken:
        typed.faults["name"] = str(TWICE) % {"name": name}
    choices = _choices(typed, languages)
    if typed.has_choices and not choices:
        typed.faults["choices"] = _("Write at least one answer.")
    if typed.faults:
        return None
    question = before or Question(typed.kind, name, {})
    texts = {**question.texts, "hint": _by_language(typed.hints, languages)}
    return replace(
        question,
        kind=typed.kind,
        name=name,
        label=_by_language(typed.labels, languages),
        texts={column: said for column, said in texts.items() if said},
        is_required=typed.is_required and typed.kind not in {PAGE, "note"},
        relevant=typed.relevant,
        constraint="" if typed.is_page else typed.constraint,
        choices=choices if typed.has_choices else (),
        list_name=_list_name(question, name, form) if typed.has_choices else "",
    )


def put(form: SimpleForm, question: Question, before: Question | None, place: str) -> SimpleForm:
    """Return the form with a question at its place (from 1; else the last), instead of what it was. Others
    that take their answers from the same list get its answers.
    """
    others = [one for one in form.questions if one is not before]
    if question.list_name:
        others = [
            replace(one, choices=question.choices) if one.list_name == question.list_name else one
            for one in others
        ]
    at = whole(place) - 1 if whole(place) else len(others)
    return replace(form, questions=(*others[:at], question, *others[at:]))


def _choices(typed: Typed, languages: Sequence[str]) -> tuple[Choice, ...]:
    found: list[Choice] = []
    taken = {choice.name for choice in typed.choices if choice.name}
    used: set[str] = set()
    for choice in typed.choices:
        if not any(choice.labels):
            continue
        name = choice.name or _free(_slug(next(filter(None, choice.labels))), taken | used, "a")
        if not _CHOICE.fullmatch(name):
            typed.faults["choices"] = LETTERS
        elif name in used:
            typed.faults["choices"] = str(TWICE) % {"name": name}
        used.add(name)
        found.append(Choice(name, _by_language(choice.labels, languages)))
    return tuple(found)


def _list_name(question: Question, name: str, form: SimpleForm) -> str:
    if question.list_name:
        return question.list_name
    return _free(name, {one.list_name for one in form.questions}, "list")


def _slug(text: str) -> str:
    """Return a name made of a text; empty where it holds no Latin letter."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_NAME].strip("_")
    return words if words[:1].isalpha() else ""


def _free(wished: str, taken: Iterable[str], beginning: str) -> str:
    """Return the name wished for, or the first that is free of it with a number."""
    known = set(taken)
    if wished and wished not in known:
        return wished
    stem = f"{wished}_" if wished else beginning
    return next(name for number in range(1, len(known) + 2) if (name := f"{stem}{number}") not in known)


def _listed(texts: Texts, languages: Iterable[str]) -> list[str]:
    return [texts.get(language, "") for language in languages]


def _by_language(texts: Iterable[str], languages: Iterable[str]) -> Mapping[str, str]:
    return {language: text for language, text in zip(languages, texts, strict=True) if text}


def _text(data: QueryDict, name: str) -> str:
    return clean(data.get(name, "")).strip()


def _texts(data: QueryDict, name: str, languages: Sequence[str]) -> list[str]:
    return [_text(data, f"{name}:{at}") for at in range(len(languages))]


def _said_in(language: str, word: str) -> str:
    """Return a word of ours in a language of the form; "" in one that this site does not speak."""
    tag = tag_of(language)
    if language and tag not in dict(settings.LANGUAGES):
        return ""
    with translation.override(tag or translation.get_language()):
        return translation.gettext(word)
