"""What people agree to before they answer becomes the first question, on the web and on phones alike."""

import re

from whrin.surveys.xlsform.sheets import Sheet, Sheets
from whrin.surveys.xlsform.translations import languages_in

#: The column of the settings: alone, or once for each language.
COLUMN = "consent"
#: Names of the question, and of the page on which it stands alone.
QUESTION, PAGE = "consent", "consent_page"
_SEPARATOR = re.compile(r"\s*::?\s*")


def consent_in(sheets: Sheets) -> dict[str, str]:
    """Return the text by language, as the column names it (`English (en)`); "" for one without a name."""
    settings = sheets.get("settings", Sheet((), ()))
    row = settings.rows[0] if settings.rows else {}
    parted = ((_parted(column), text.strip()) for column, text in row.items())
    return {language: text for (name, language), text in parted if name == COLUMN and text}


def with_consent(sheets: Sheets) -> tuple[Sheets, int]:
    """Return the sheets with a first page that asks whether she agrees, and how many rows that added: none
    where the settings have no such text.
    """
    texts = consent_in(sheets)
    if not texts or "survey" not in sheets:
        return sheets, 0
    survey = sheets["survey"]
    labels = _labels(sheets, texts)
    page = _free_name(survey)
    said = {_column_for(survey, column): text for column, text in labels.items()}
    rows = (
        {"type": "begin_group", "name": page, _column_for(survey, "appearance"): "field-list"},
        {"type": "acknowledge", "name": QUESTION, **said, _column_for(survey, "required"): "yes"},
        {"type": "end_group"},
    )
    columns = tuple(dict.fromkeys([*survey.columns, *(column for row in rows for column in row)]))
    return {**sheets, "survey": Sheet(columns, (*rows, *survey.rows))}, len(rows)


def _labels(sheets: Sheets, texts: dict[str, str]) -> dict[str, str]:
    """Return the text by the column of the survey sheet to which it goes."""
    own = dict(sheets)
    own.pop("settings", None)
    languages = languages_in(own)
    if not languages:
        # A form in one language without a name cannot have a question in several.
        return {"label": texts.get("") or next(iter(texts.values()))}
    settings = sheets["settings"].rows[0]
    first = settings.get("default_language", "") or languages[0]
    return {f"label::{language or first}": text for language, text in texts.items()}


def _free_name(survey: Sheet) -> str:
    taken = {row.get("name", "") for row in survey.rows}
    name = PAGE
    while name in taken:
        name += "_"
    return name


def _parted(column: str) -> tuple[str, str]:
    name, *rest = _SEPARATOR.split(column.strip(), maxsplit=1)
    return name.casefold(), rest[0] if rest else ""


def _column_for(survey: Sheet, wanted: str) -> str:
    """Return the column of the sheet that means the same, however it is written; else as it is wanted."""
    alike = (column for column in survey.columns if _parted(column) == _parted(wanted))
    return next(alike, wanted)
