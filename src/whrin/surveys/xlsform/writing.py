"""Sheets become a workbook again, for the author to take away."""

import csv
import io

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell

from whrin.surveys.xlsform.sheets import Sheets


def write_xlsx(sheets: Sheets) -> bytes:
    """Return the sheets as a workbook. Every cell is text: nothing in it is calculated."""
    book = Workbook(write_only=True)
    for name, sheet in sheets.items():
        page = book.create_sheet(name)

        def text(value: str, page: object = page) -> WriteOnlyCell:
            cell = WriteOnlyCell(page)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type = "s"
            return cell

        page.append([text(column) for column in sheet.columns])
        for row in sheet.rows:
            page.append([text(row[column]) if column in row else None for column in sheet.columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_csv(sheets: Sheets) -> str:
    """Return the sheets as one CSV: a sheet's name stands alone in a line, its rows are indented by one."""
    out = io.StringIO()
    lines = csv.writer(out)
    for name, sheet in sheets.items():
        lines.writerow([name, *[""] * len(sheet.columns)])
        lines.writerow(["", *sheet.columns])
        lines.writerows(["", *(row.get(column, "") for column in sheet.columns)] for row in sheet.rows)
    return out.getvalue()
