"""Which texts of a form are not there in every one of its languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whrin.surveys.xlsform.findings import Finding
from whrin.surveys.xlsform.sheets import FIRST_LINE, Sheet, Sheets

#: Columns with a text for each language.
_TEXTS = (
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
    "image",
    "audio",
    "video",
    "consent",
)
_COLUMN = re.compile(
    rf"^(?:media::)?(?P<text>{'|'.join(_TEXTS)})\s*::?\s*(?P<language>\S.*?)\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Missing:
    """A text that stands there in another language. `name`: of the question or the choice."""

    language: str
    sheet: str
    line: int
    column: str
    name: str

    def as_finding(self) -> Finding:
        """Return it as a doubt about the form."""
        words = f"{self.column} of {self.name} is missing in {self.language}."
        details = {"name": self.name, "language": self.language}
        return Finding(
            "missing-translation",
            words,
            sheet=self.sheet,
            line=self.line,
            column=self.column,
            is_error=False,
            details=details,
        )


def languages_in(sheets: Sheets) -> list[str]:
    """Return the languages that columns name (`English (en)`), in the order of the sheets."""
    named = (language for sheet in sheets.values() for _text, language in _columns(sheet).values())
    return list(dict.fromkeys(named))


def missing_translations(sheets: Sheets) -> list[Missing]:
    """Return every text that is there in one language and not in another, in the order of the sheets."""
    languages = languages_in(sheets)
    spoken = ((title, sheets[title]) for title in ("survey", "choices", "settings") if title in sheets)
    return [lacking for title, sheet in spoken for lacking in _missing_in(title, sheet, languages)]


def _missing_in(title: str, sheet: Sheet, languages: list[str]) -> Iterator[Missing]:
    columns = _columns(sheet)
    for line, row in enumerate(sheet.rows, FIRST_LINE):
        there: dict[str, set[str]] = {}
        for column, (text, language) in columns.items():
            if row.get(column):
                there.setdefault(text, set()).add(language)
        for text, spoken in there.items():
            for language in languages:
                if language not in spoken:
                    yield Missing(language, title, line, text, row.get("name", ""))


def _columns(sheet: Sheet) -> dict[str, tuple[str, str]]:
    """Return which column holds which text in which language."""
    found = ((column, _COLUMN.match(column)) for column in sheet.columns)
    return {column: (parts["text"].lower(), parts["language"]) for column, parts in found if parts}
