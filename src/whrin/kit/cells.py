"""Cells of CSV files that people open in a spreadsheet."""

#: A spreadsheet takes a cell that begins so for a formula and may run it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """Return the text so that no spreadsheet runs it: what would begin a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
