"""Cells that a spreadsheet shows and never computes."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """Return the text of a cell, with an apostrophe before anything that a spreadsheet would take for a
    formula.
    """
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
