"""A form of the common kinds of question, as it can be edited in the browser: to sheets and back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from whrin.surveys.xlsform.sheets import Sheet, Sheets

#: A kind of question, by what stands in the columns `type` and `appearance`.
KINDS = {
    ("text", ""): "line",
    ("text", "multiline"): "text",
    ("integer", ""): "number",
    ("decimal", ""): "decimal",
    ("date", ""): "date",
    ("select_one", ""): "one",
    ("select_multiple", ""): "several",
    ("rank", ""): "rank",
    ("note", ""): "note",
    ("acknowledge", ""): "agree",
}
_TYPES = {kind: written for written, kind in KINDS.items()}
_WITH_CHOICES = {"one", "several", "rank"}
_TEXTS = ("label", "hint", "constraint_message", "required_message")
_PLAIN = ("relevant", "constraint", "required")
_SETTINGS = {"form_title", "form_id", "version", "default_language"}

#: A text in its languages; with the language "" where the form names none.
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """One answer of a list."""

    name: str
    label: Texts


@dataclass(frozen=True)
class Question:
    """`kind`: one of `KINDS`. `texts`: hint and messages, by column."""

    kind: str
    name: str
    label: Texts
    texts: Mapping[str, Texts] = field(default_factory=dict)
    is_required: bool = False
    relevant: str = ""
    constraint: str = ""
    choices: tuple[Choice, ...] = ()
    list_name: str = ""


@dataclass(frozen=True)
class SimpleForm:
    """`languages` as the columns name them: `Arabic (ar)`; none for a form in one language without a name."""

    title: str
    form_id: str
    questions: tuple[Question, ...]
    languages: tuple[str, ...] = ()
    version: str = ""
    default_language: str = ""


def sheets_of(form: SimpleForm) -> Sheets:
    """Return the form as sheets."""
    languages = form.languages or ("",)
    used = [text for text in _TEXTS if text == "label" or any(text in one.texts for one in form.questions)]
    columns = ["type", "name", *(_column(text, language) for text in used for language in languages)]
    rows = tuple(_row(question) for question in form.questions)
    columns += [plain for plain in (*_PLAIN, "appearance") if any(plain in row for row in rows)]
    sheets = {"survey": Sheet(tuple(columns), rows)}
    if lists := tuple(_choices(form.questions)):
        labels = (_column("label", language) for language in languages)
        sheets["choices"] = Sheet(("list_name", "name", *labels), lists)
    settings = {"form_title": form.title, "form_id": form.form_id, "version": form.version}
    settings["default_language"] = form.default_language
    given = {name: value for name, value in settings.items() if value}
    return sheets | {"settings": Sheet(tuple(given), (given,))}


def simple_form_in(sheets: Sheets) -> SimpleForm | None:
    """Return the form in these sheets, if the editor can show all of it; None for one that holds more: then a
    spreadsheet is the place to change it.
    """
    survey, settings = sheets["survey"], sheets.get("settings", Sheet((), ()))
    places = _places(survey.columns)
    lists = _lists(sheets.get("choices"))
    known = places is not None and lists is not None and not sheets.keys() - {"survey", "choices", "settings"}
    if not known or not set(settings.columns) <= _SETTINGS or len(settings.rows) > 1:
        return None
    questions = [_question(row, places or {}, lists or {}) for row in survey.rows if row]
    if any(question is None for question in questions):
        return None
    given = settings.rows[0] if settings.rows else {}
    return SimpleForm(
        title=given.get("form_title", ""),
        form_id=given.get("form_id", ""),
        questions=tuple(question for question in questions if question),
        languages=tuple(dict.fromkeys(language for _text, language in (places or {}).values() if language)),
        version=given.get("version", ""),
        default_language=given.get("default_language", ""),
    )


def _column(text: str, language: str) -> str:
    return f"{text}::{language}" if language else text


def _row(question: Question) -> dict[str, str]:
    type_, appearance = _TYPES[question.kind]
    if question.kind in _WITH_CHOICES:
        type_ = f"{type_} {question.list_name or question.name}"
    row = {"type": type_, "name": question.name}
    for text, said in {"label": question.label, **question.texts}.items():
        row |= {_column(text, language): words for language, words in said.items() if words}
    plain = {"relevant": question.relevant, "constraint": question.constraint, "appearance": appearance}
    plain["required"] = "yes" if question.is_required else ""
    return row | {name: value for name, value in plain.items() if value}


def _choices(questions: Iterable[Question]) -> Iterator[dict[str, str]]:
    done: set[str] = set()
    for question in questions:
        list_name = question.list_name or question.name
        if not question.choices or list_name in done:
            continue
        done.add(list_name)
        for choice in question.choices:
            labels = {_column("label", language): words for language, words in choice.label.items()}
            yield {"list_name": list_name, "name": choice.name, **labels}


def _places(columns: Iterable[str]) -> dict[str, tuple[str, str]] | None:
    """Return which column holds which text in which language; None when the editor does not know one."""
    found: dict[str, tuple[str, str]] = {}
    for column in columns:
        text, _mark, language = column.partition("::")
        if text in _TEXTS:
            found[column] = (text, language.strip())
        elif column not in {"type", "name", "appearance", *_PLAIN}:
            return None
    return found


def _lists(sheet: Sheet | None) -> dict[str, tuple[Choice, ...]] | None:
    """Return the lists of choices by their names; None when they hold more than names and labels."""
    if sheet is None:
        return {}
    lists: dict[str, list[Choice]] = {}
    for row in sheet.rows:
        label: dict[str, str] = {}
        for column, value in row.items():
            text, _mark, language = column.partition("::")
            if text == "label":
                label[language.strip()] = value
            elif column not in {"list_name", "name"}:
                return None
        if row:
            lists.setdefault(row.get("list_name", ""), []).append(Choice(row.get("name", ""), label))
    return {name: tuple(choices) for name, choices in lists.items()}


def _question(
    row: Mapping[str, str], places: Mapping[str, tuple[str, str]], lists: Mapping[str, tuple[Choice, ...]]
) -> Question | None:
    type_, _space, list_name = " ".join(row.get("type", "").split()).partition(" ")
    kind = KINDS.get((type_, row.get("appearance", "")))
    required = row.get("required", "").casefold()
    if (
        kind is None
        or (kind in _WITH_CHOICES) != (list_name in lists)
        or required not in {"", "yes", "no", "true", "false", "true()", "false()"}
    ):
        return None
    texts: dict[str, dict[str, str]] = {}
    for column, (text, language) in places.items():
        if words := row.get(column):
            texts.setdefault(text, {})[language] = words
    return Question(
        kind=kind,
        name=row.get("name", ""),
        label=texts.pop("label", {}),
        texts=texts,
        is_required=required in {"yes", "true", "true()"},
        relevant=row.get("relevant", ""),
        constraint=row.get("constraint", ""),
        choices=lists.get(list_name, ()),
        list_name=list_name,
    )
