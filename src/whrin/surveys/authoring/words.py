"""What is wrong with a form, in the author's language: what it is, and what to do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.surveys.xlsform import Finding, Sheets
from whrin.surveys.xlsform.sheets import FIRST_LINE

_NO_FORM = _("This is no form: it needs a sheet called survey, with the columns type, name and label.")
TWICE = _("This name is there twice: %(name)s. Give one of them another name.")
LETTERS = _("A name begins with a letter, and holds letters without accents, digits, _ - and . alone.")
_RESERVED = _("This name has another use: %(name)s. Choose another one.")
_NO_NAME = _("The name is missing. Write one in the column name.")
NO_LABEL = _("There is nothing to read here. Write a text (column label).")
_NO_COLUMN = _("A column that is needed is missing, or its name is wrong.")
_NO_LIST = _("The sheet choices has no list of this name. Write the list, or correct its name.")
_NO_END = _("A group or repeat begins or ends here without its other half. Add it, or take this line out.")
_PARAMETERS = _("The column parameters holds what this kind of question does not take.")
_TOO_LARGE = _("The form is too large. Put long lists of choices into a CSV file of their own.")
_EXPRESSION = _("This cannot be calculated. Look at brackets, quotation marks and names.")
_HALF_NAMED = _("Another question is named as ${name}: dollar sign, brackets, and its name without spaces.")
WITHOUT_CODE = _("A language has no code: phones need it. Write it as in: Arabic (ar).")

_WORDS: dict[str, str | Promise] = {
    "empty-file": _("The file is empty."),
    "file-too-large": _("The file is too large: a form may have 5 MB."),
    "damaged-file": _(
        "The file is damaged, or locked with a password. Open it, and save it again without one."
    ),
    "row-too-long": _("A row has more cells than there are columns."),
    "no-form": _NO_FORM,
    "no-survey-sheet": _NO_FORM,
    "HEADER_001": _NO_FORM,
    "no-questions": _("There are no questions yet."),
    "form-too-large": _TOO_LARGE,
    "too-large": _TOO_LARGE,
    "too-deep": _TOO_LARGE,
    "HEADER_002": _("Two columns mean the same: %(other)s, %(header)s. Take one out."),
    "HEADER_003": _NO_COLUMN,
    "HEADER_004": _NO_COLUMN,
    "HEADER_005": _NO_COLUMN,
    "no-choices": _NO_LIST,
    "unknown-list": _NO_LIST,
    "list-twice": TWICE,
    "LABEL_001": NO_LABEL,
    "no-label": NO_LABEL,
    "group-without-label": NO_LABEL,
    "NAMES_001": TWICE,
    "NAMES_002": _("This name differs from another one in capital letters alone: %(name)s."),
    "NAMES_003": _RESERVED,
    "NAMES_004": TWICE,
    "NAMES_005": _RESERVED,
    "NAMES_006": _NO_NAME,
    "NAMES_007": TWICE,
    "NAMES_008": LETTERS,
    "NAMES_009": LETTERS,
    "NAMES_010": LETTERS,
    "NAMES_011": LETTERS,
    "NAMES_012": _RESERVED,
    "NAMES_013": _("The name of a sheet looks misspelt."),
    "NAMES_014": TWICE,
    "NAMES_015": _NO_NAME,
    "no-name": _NO_NAME,
    "choice-with-space": LETTERS,
    "PYREF_001": _HALF_NAMED,
    "PYREF_002": _HALF_NAMED,
    "PYREF_003": _("There is no question called %(q)s. Correct the name, or add the question."),
    "PYREF_004": TWICE,
    "SURVEY_001": _NO_END,
    "SURVEY_002": _NO_END,
    "unmatched-end": _NO_END,
    **dict.fromkeys([f"SURVEY_{number:03}" for number in range(3, 10)], _PARAMETERS),
    **dict.fromkeys([f"RANGE_{number:03}" for number in range(1, 13)], _PARAMETERS),
    "unknown-type": _("There is no kind of question called %(name)s. Correct the column type."),
    "no-type": _("The kind of question is missing. Write it in the column type."),
    "no-calculation": _("The calculation is missing. Write it in the column calculation."),
    "row-skipped": _("This line asks nothing and is left out."),
    "large-pictures": _("Pictures from phones are large. Write max-pixels=1024 in the column parameters."),
    "language-without-code": WITHOUT_CODE,
    "missing-translation": _("%(name)s has no %(column)s in this language: %(language)s."),
    "other-server": _("The form would send its answers to another server. Take this column out."),
    "foreign-key": _("The form would lock its answers with a foreign key. Take this column out."),
    "cycle": _("This goes round in a circle: it depends on its own answer, directly or by way of others."),
    "expression-unknown-function": _("There is no function called %(what)s."),
    "expression-bad-pattern": _("The pattern in regex(…) cannot be read."),
}
#: Of what our words say all; of others the converter's own English is shown as well.
_COMPLETE = (
    set(_WORDS)
    - {"HEADER_003", "HEADER_004", "HEADER_005", "NAMES_013", "cycle", "list-twice"}
    - {code for code, words in _WORDS.items() if words is _PARAMETERS}
)
_UNKNOWN = _("The programme that converts forms found something to mend. It says, in English:")


@dataclass(frozen=True)
class Said:
    """A finding for its reader. `english`: what the converter says, where that tells more."""

    finding: Finding
    text: str
    english: str = ""


def said(finding: Finding, sheets: Sheets) -> Said:
    """Return a finding in the reader's language. `sheets`: what it is about."""
    words = _WORDS.get(finding.code)
    if words is None:
        words = _EXPRESSION if finding.code.startswith("expression-") else _UNKNOWN
    text = str(words)
    if "%(" in text:
        text %= _Details({**finding.details, "column": finding.column}, sheets=sheets, finding=finding)
    return Said(finding, text, "" if finding.code in _COMPLETE else finding.words)


class _Details(dict[str, str]):
    """What words speak of; pyxform calls a name now this, now that, or says the line alone."""

    def __init__(self, details: dict[str, str], *, sheets: Sheets, finding: Finding) -> None:
        super().__init__(details)
        rows = sheets[finding.sheet].rows if finding.sheet in sheets else ()
        at = finding.line - FIRST_LINE
        self._row = rows[at] if 0 <= at < len(rows) else {}

    def __missing__(self, key: str) -> str:
        told = (self[other] for other in ("value", "q") if self.get(other))
        return next(told, self._row.get(key, "")) or "–"
