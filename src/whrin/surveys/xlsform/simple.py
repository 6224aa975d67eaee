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
#: No question, but the head of a page: what follows stands on it, up to the next head.
PAGE = "page"
_KINDS = {**KINDS, ("begin_group", "field-list"): PAGE}
_TYPES = {kind: written for written, kind in _KINDS.items()}
_WITH_CHOICES = {"one", "several", "rank"}
_TEXTS = ("label", "hint", "constraint_message", "required_message")
_PLAIN = ("relevant", "constraint", "required")
_SETTINGS = {"form_title", "form_id", "version", "default_language", "style"}
#: Texts of the settings that may stand there once for each language.
_SAID = ("form_title", "about", "consent")

#: A text in its languages; with the language "" where the form names none.
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """One answer of a list."""

    name: str
    label: Texts


@dataclass(frozen=True)
class Question:
    """`kind`: one of `KINDS`, or `PAGE`. `texts`: hint and messages, by column."""

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
    """`languages` as the columns name them: `Arabic (ar)`; none for a form in one language without a name.
    `said`: what the settings say in each language, by column: `about`, `consent`, and the title once more.
    """

    title: str
    form_id: str
    questions: tuple[Question, ...]
    languages: tuple[str, ...] = ()
    version: str = ""
    default_language: str = ""
    style: str = ""
    said: Mapping[str, Texts] = field(default_factory=dict)


def sheets_of(form: SimpleForm) -> Sheets:
    """Return the form as sheets."""
    languages = form.languages or ("",)
    used = [text for text in _TEXTS if text == "label" or any(text in one.texts for one in form.questions)]
    columns = ["type", "name", *(_column(text, language) for text in used for language in languages)]
    rows = tuple(_rows(form.questions))
    columns += [plain for plain in (*_PLAIN, "appearance") if any(plain in row for row in rows)]
    sheets = {"survey": Sheet(tuple(columns), rows)}
    if lists := tuple(_choices(form.questions)):
        labels = (_column("label", language) for language in languages)
        sheets["choices"] = Sheet(("list_name", "name", *labels), lists)
    settings = {"form_title": form.title, "form_id": form.form_id, "version": form.version}
    settings |= {"default_language": form.default_language, "style": form.style}
    for text, said in form.said.items():
        settings |= {_column(text, language): words for language, words in said.items()}
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
    if not known or not all(map(_is_known_setting, settings.columns)) or len(settings.rows) > 1:
        return None
    questions = _questions(survey.rows, places or {}, lists or {})
    if questions is None:
        return None
    given = settings.rows[0] if settings.rows else {}
    return SimpleForm(
        title=given.get("form_title", ""),
        form_id=given.get("form_id", ""),
        questions=questions,
        languages=tuple(dict.fromkeys(language for _text, language in (places or {}).values() if language)),
        version=given.get("version", ""),
        default_language=given.get("default_language", ""),
        style=given.get("style", ""),
        said=_said(given),
    )


def _is_known_setting(column: str) -> bool:
    return column in _SETTINGS or column.partition("::")[0] in _SAID


def _said(settings: Mapping[str, str]) -> dict[str, Texts]:
    found: dict[str, dict[str, str]] = {}
    for column, words in settings.items():
        text, _mark, language = column.partition("::")
        if text in _SAID and column != "form_title":
            found.setdefault(text, {})[language.strip()] = words
    return dict(found)


def _column(text: str, language: str) -> str:
    return f"{text}::{language}" if language else text


def _rows(questions: Iterable[Question]) -> Iterator[dict[str, str]]:
    is_open = False
    for question in questions:
        if question.kind == PAGE:
            if is_open:
                yield {"type": "end_group"}
            is_open = True
        yield _row(question)
    if is_open:
        yield {"type": "end_group"}


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


def _questions(
    rows: Iterable[Mapping[str, str]],
    places: Mapping[str, tuple[str, str]],
    lists: Mapping[str, tuple[Choice, ...]],
) -> tuple[Question, ...] | None:
    """Return questions and heads of pages; None for pages within pages, or questions after the last page."""
    found: list[Question] = []
    is_open = is_over = False
    for row in filter(None, rows):
        if _type(row) == "end_group" and is_open:
            is_open, is_over = False, True
            continue
        question = _question(row, places, lists)
        is_page = question is not None and question.kind == PAGE
        if question is None or (is_page and is_open) or (is_over and not is_open and not is_page):
            return None
        is_open = is_open or is_page
        found.append(question)
    return None if is_open else tuple(found)


def _type(row: Mapping[str, str]) -> str:
    written = " ".join(row.get("type", "").split())
    return written.replace(" group", "_group") if written in {"begin group", "end group"} else written


def _question(
    row: Mapping[str, str], places: Mapping[str, tuple[str, str]], lists: Mapping[str, tuple[Choice, ...]]
) -> Question | None:
    type_, _space, list_name = _type(row).partition(" ")
    kind = _KINDS.get((type_, row.get("appearance", "")))
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
