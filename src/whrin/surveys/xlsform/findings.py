"""What is wrong, or doubtful, in a form: said at the sheet, line and column where the author looks."""

import re
import string
from dataclasses import dataclass, field
from functools import cache

from pyxform.errors import ErrorCode, PyXFormError

from whrin.surveys.xlsform.sheets import FIRST_LINE, Sheets

_LINE = re.compile(r"^\s*\[row : (?P<line>\d+)\]\s*")
_SHEET = re.compile(r"[Oo]n the '(?P<sheet>\w+)' sheet,\s*")
_COLUMN = re.compile(r"the '(?P<column>[\w:()\s-]+)' (?:value|column)")
_NAMED = re.compile(r"named '(?P<name>[\w.-]+)'|^Unknown question type '(?P<type>.+)'")
_SPACED = re.compile(r"^Choice names with spaces .*See \[(?P<name>.*?)\] in \[")
#: Beginnings of pyxform's sentences that carry no code of their own, and ours.
_SENTENCES = {
    "Unmatched end statement": "unmatched-end",
    "Unknown question type": "unknown-type",
    "Question with no type": "no-type",
    "Question or group with no name": "no-name",
    "Missing calculation": "no-calculation",
    "The survey element named": "no-label",
    "There should be a choices sheet": "no-choices",
    "List name not in choices sheet": "unknown-list",
    "You must have a sheet named": "no-survey-sheet",
    "Group has no label": "group-without-label",
    "Repeat has no label": "group-without-label",
    "Row without name, text, or label is being skipped": "row-skipped",
    "Use the max-pixels parameter": "large-pictures",
    "The following language declarations": "language-without-code",
    "When looking for a sheet named": "NAMES_013",
    "List name not in external choices sheet": "unknown-list",
    "There should be an external_choices sheet": "no-choices",
    "Instance names must be unique": "list-twice",
}
#: What pyxform says after its own name for a whole problem, for people who programme with it.
_FOR_PROGRAMMERS = re.compile(r"\s*(?:Learn more: )?https?://\S+")


@dataclass(frozen=True)
class Finding:
    """`code`: which words of ours say it. `words`: pyxform's English, or ours. `line`: in its sheet, from 1;
    0 where it is no line's fault. `details`: what the words speak of.
    """

    code: str
    words: str
    sheet: str = ""
    line: int = 0
    column: str = ""
    is_error: bool = True
    details: dict[str, str] = field(default_factory=dict)


def finding_in(error: PyXFormError, sheets: Sheets) -> Finding:
    """Return what a refusal of pyxform says, placed in the sheets."""
    return _in_sentence(str(error), sheets, is_error=True)


def doubt_in(warning: str, sheets: Sheets) -> Finding:
    """Return what a warning of pyxform says, placed in the sheets."""
    return _in_sentence(warning, sheets, is_error=False)


def _in_sentence(sentence: str, sheets: Sheets, *, is_error: bool) -> Finding:
    words = _FOR_PROGRAMMERS.sub("", sentence).strip()
    if spaced := _SPACED.search(words):
        return _about_choice(words, spaced, sheets)
    line, sheet, column = _LINE.search(words), _SHEET.search(words), _COLUMN.search(words)
    bare = _LINE.sub("", words)
    code, details = _code_of(sentence)
    named = _NAMED.search(bare)
    name = (named["name"] or named["type"] or "") if named else ""
    is_type = named is not None and bool(named["type"])
    return Finding(
        code=code or next((code for begin, code in _SENTENCES.items() if begin in bare), "said-by-pyxform"),
        words=bare,
        sheet=_sheet_of(details, sheet["sheet"] if sheet else "survey" if line or name else ""),
        line=int(line["line"]) if line else _line_of(name, sheets, "type" if is_type else "name"),
        column=column["column"] if column else "type" if is_type else "",
        is_error=is_error,
        details=details or ({"name": name} if name else {}),
    )


def _sheet_of(details: dict[str, str], said: str) -> str:
    return details.get("sheet_name", said)


def _code_of(sentence: str) -> tuple[str, dict[str, str]]:
    """Return pyxform's code of one of its sentences, with what it speaks of; ("", {}) for one without a code.

    pyxform seldom says the code itself: it writes the sentence of the code and forgets which it was.
    """
    for code, pattern in _patterns():
        if match := pattern.fullmatch(sentence.strip()):
            return code, {name: value for name, value in match.groupdict().items() if value is not None}
    return "", {}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code.name, _pattern(code.value.msg)) for code in ErrorCode)


def _pattern(template: str) -> re.Pattern[str]:
    """Return what matches every sentence that this template makes."""
    parts, seen = [], set()
    for text, name, _spec, _conversion in string.Formatter().parse(template):
        parts.append(re.escape(text))
        if name is not None:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.*?)")
            seen.add(name)
    return re.compile("".join(parts), re.DOTALL)


def _about_choice(words: str, spaced: re.Match[str], sheets: Sheets) -> Finding:
    """Return what is said of a choice whose name has a space in it."""
    rows = sheets["choices"].rows if "choices" in sheets else ()
    alike = (at for at, row in enumerate(rows, FIRST_LINE) if row.get("name") == spaced["name"])
    details = {"name": spaced["name"]}
    return Finding(
        "choice-with-space", words, sheet="choices", line=next(alike, 0), column="name", details=details
    )


def _line_of(name: str, sheets: Sheets, column: str) -> int:
    """Return the line of the survey sheet that has this name, or type, first; 0 when there is none."""
    rows = sheets["survey"].rows if "survey" in sheets else ()
    lines = (at for at, row in enumerate(rows, FIRST_LINE) if name and name == row.get(column))
    return next(lines, 0)
