"""Bytes that an author uploads become sheets, or a refusal that says what to do."""

import csv
import io
import zipfile

from pyxform.xls2json_backends import DefinitionData, get_xlsform, is_markdown_table

from whrin.surveys.xlsform.findings import Finding
from whrin.surveys.xlsform.sheets import NAMES, Sheet, Sheets, clean

#: Bytes of a file; bytes that a workbook may unfold to; rows and cells of all sheets together.
LARGEST, UNFOLDED = 5 * 1024**2, 60 * 1024**2
MOST_ROWS, MOST_CELLS = 20_000, 400_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class FormRefused(Exception):
    """The file is no form that can be used. `findings` say why; the first is the reason."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(findings[0].words)
        self.findings = findings


def read_sheets(data: bytes) -> Sheets:
    """Return the sheets of a workbook or a text, of whatever kind it is. Raises `FormRefused`."""
    if not data.strip():
        raise _refused("empty-file", "The file is empty.")
    if len(data) > LARGEST:
        raise _refused("file-too-large", "The file is larger than 5 MB.")
    try:
        read = get_xlsform(*_as_pyxform_wants_it(data))
    except FormRefused:
        raise
    except IndexError:
        # So does pyxform's reader of Markdown say it.
        raise _refused("row-too-long", "A row has more cells than the line of columns above it.") from None
    except Exception:  # noqa: BLE001 -- the readers of workbooks raise whatever a damaged file makes them raise
        if not data.startswith((_ZIP, _OLE)):
            raise _no_form() from None
        words = "The file is damaged. Open it in a spreadsheet and save it again."
        raise _refused("damaged-file", words) from None
    sheets = {name: sheet for name in NAMES if (sheet := _sheet(read, name)).columns}
    _not_too_much(sheets)
    if "survey" not in sheets:
        raise _no_form()
    return sheets


def _as_pyxform_wants_it(data: bytes) -> tuple[bytes, str]:
    if data.startswith(_ZIP):
        _not_a_bomb(data)
        return data, ".xlsx"
    if data.startswith(_OLE):
        return data, ".xls"
    text = _decoded(data)
    if is_markdown_table(text):
        return text.encode(), ".md"
    return _with_commas(text).encode(), ".csv"


def _not_a_bomb(data: bytes) -> None:
    """Refuse a workbook that unfolds to more than a form needs, before anything of it is unfolded."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNFOLDED:
            raise _refused("file-too-large", "The workbook holds far more than a form.")


def _decoded(data: bytes) -> str:
    """Return text of a spreadsheet's making: UTF-8, UTF-16 with its mark, or what Windows writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _with_commas(text: str) -> str:
    """Return CSV with commas, where a spreadsheet in another country wrote semicolons or tabs."""
    first = text.lstrip().partition("\n")[0]
    mark = max(",;\t", key=first.count)
    if mark == "," or not first.count(mark):
        return text
    out = io.StringIO()
    csv.writer(out).writerows(csv.reader(io.StringIO(text), delimiter=mark))
    return out.getvalue()


def _sheet(read: DefinitionData, name: str) -> Sheet:
    header = getattr(read, f"{name}_header") or [{}]
    rows = (
        {clean(str(column)): clean(str(cell)) for column, cell in row.items()}
        for row in getattr(read, name) or ()
    )
    return Sheet(tuple(clean(str(column)) for column in header[0]), tuple(rows))


def _not_too_much(sheets: Sheets) -> None:
    rows = sum(len(sheet.rows) for sheet in sheets.values())
    cells = sum(len(row) for sheet in sheets.values() for row in sheet.rows)
    if rows > MOST_ROWS or cells > MOST_CELLS:
        raise _refused(
            "form-too-large",
            f"The form has {rows} rows and {cells} cells; {MOST_ROWS} and {MOST_CELLS} are allowed. "
            "Put long lists of choices into a CSV file of their own.",
        )


def _no_form() -> FormRefused:
    return _refused("no-form", "This is no XLSForm: a sheet called survey is missing.", sheet="survey")


def _refused(code: str, words: str, *, sheet: str = "") -> FormRefused:
    return FormRefused(Finding(code, words, sheet=sheet))
