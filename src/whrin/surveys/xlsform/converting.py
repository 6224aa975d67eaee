"""Sheets become an XForm, as phones read it."""

from dataclasses import dataclass, replace

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from whrin.surveys.xlsform.consent import COLUMN, with_consent
from whrin.surveys.xlsform.findings import Finding, doubt_in, finding_in
from whrin.surveys.xlsform.reading import FormRefused
from whrin.surveys.xlsform.sheets import FIRST_LINE, Sheets
from whrin.surveys.xlsform.translations import missing_translations

#: How pyxform's own list of missing translations begins: ours names the lines, too.
_THEIR_LIST = "Missing translations:"
#: Columns of the settings that `whrin.surveys.headings` reads, once for each language.
_OURS = {"form_title", "about", "consent"}


@dataclass(frozen=True)
class Converted:
    """`xform`: XML as ODK Collect reads it. `doubts`: what is not wrong, and worth a look."""

    xform: str
    doubts: tuple[Finding, ...]


def convert_form(sheets: Sheets, *, name: str = "data") -> Converted:
    """Return the XForm of these sheets, with the question whether she agrees where the settings have a text
    for it. `name` is that of the root of an answer, and of the form where its settings give none. Raises
    `FormRefused` with the first fault that pyxform finds.
    """
    warnings: list[str] = []
    whole, added = with_consent(sheets)
    try:
        made = convert(_as_pyxform_has_it(whole, name), warnings=warnings, form_name=name)
    except PyXFormError as error:
        raise FormRefused(_as_the_author_counts(finding_in(error, whole), added)) from None
    except Exception as error:  # noqa: BLE001 -- a form that pyxform stumbles over is the author's to mend, not a fault of the site
        words = f"The form cannot be converted ({type(error).__name__})."
        raise FormRefused(Finding("not-convertible", words)) from None
    found = [doubt_in(warning, whole) for warning in warnings if not warning.startswith(_THEIR_LIST)]
    doubts = [_as_the_author_counts(doubt, added) for doubt in found if not _is_about_ours(doubt, added)]
    doubts += [lacking.as_finding() for lacking in missing_translations(sheets)]
    return Converted(made.xform, tuple(doubts))


def _is_about_ours(finding: Finding, added: int) -> bool:
    """Say whether it is about a row that the author did not write."""
    return finding.sheet == "survey" and FIRST_LINE <= finding.line < FIRST_LINE + added


def _as_the_author_counts(finding: Finding, added: int) -> Finding:
    """Return the finding at the line that it has in the author's own sheet."""
    if _is_about_ours(finding, added):
        return replace(finding, sheet="settings", line=FIRST_LINE, column=COLUMN)
    if finding.sheet != "survey" or not finding.line:
        return finding
    return replace(finding, line=finding.line - added)


def _as_pyxform_has_it(sheets: Sheets, name: str) -> dict[str, object]:
    book: dict[str, object] = {"sheet_names": list(sheets), "fallback_form_name": name}
    for title, sheet in sheets.items():
        columns = [column for column in sheet.columns if not _is_ours(title, column)]
        # An empty cell is no cell: pyxform takes it for an expression.
        book[title] = [{column: row[column] for column in columns if row.get(column)} for row in sheet.rows]
        book[f"{title}_header"] = [dict.fromkeys(columns)]
    return book


def _is_ours(title: str, column: str) -> bool:
    """Say whether a column is for the web alone: pyxform knows a title in one language."""
    return title == "settings" and column.partition("::")[0].strip() in _OURS and "::" in column
