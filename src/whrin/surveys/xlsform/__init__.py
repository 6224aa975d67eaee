"""Forms as authors keep them: workbooks by the XLSForm standard, read, judged and written.

Purpose: take what an author uploads (XLSX, XLS, CSV, Markdown), convert it with pyxform, and say where in
which sheet something is wrong. Not its purpose: what the form means (`xpath`) or who may change it.
To remember: it is pure, as `xpath` is: bytes and texts in, records out. A finding carries a code for the
translated words, and pyxform's own English for what has no words of ours yet.
"""

from whrin.surveys.xlsform.consent import consent_in, with_consent
from whrin.surveys.xlsform.converting import Converted, convert_form
from whrin.surveys.xlsform.findings import Finding
from whrin.surveys.xlsform.judging import usable_form
from whrin.surveys.xlsform.reading import FormRefused, read_sheets
from whrin.surveys.xlsform.sheets import Sheet, Sheets
from whrin.surveys.xlsform.simple import PAGE, Choice, Question, SimpleForm, sheets_of, simple_form_in
from whrin.surveys.xlsform.translations import Missing, languages_in, missing_translations
from whrin.surveys.xlsform.writing import write_csv, write_xlsx

__all__ = [
    "PAGE",
    "Choice",
    "Converted",
    "Finding",
    "FormRefused",
    "Missing",
    "Question",
    "Sheet",
    "Sheets",
    "SimpleForm",
    "consent_in",
    "convert_form",
    "languages_in",
    "missing_translations",
    "read_sheets",
    "sheets_of",
    "simple_form_in",
    "usable_form",
    "with_consent",
    "write_csv",
    "write_xlsx",
]
