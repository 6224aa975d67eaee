"""QR codes of addresses, as SVG that stands in a page."""

import itertools

import qrcode
from django.utils.safestring import SafeString, mark_safe

#: White around the code, in its own small squares; the standard's four are part of the page's margin.
_BORDER = 2
#: Any of the eight is right; trying all takes eight times as long, and five hundred stand on a page.
_MASK = 2


def code_picture(text: str) -> SafeString:
    """Return a code as SVG, of one path, drawn in runs: about 4 kB for an address."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=_BORDER, mask_pattern=_MASK)
    code.add_data(text)
    rows: list[list[bool]] = code.get_matrix()
    path = "".join(_row(number, row) for number, row in enumerate(rows))
    size = len(rows)
    return mark_safe(  # noqa: S308 -- numbers of our own making
        f'<svg class="survey-code" viewBox="0 0 {size} {size}" aria-hidden="true"><path d="{path}"/></svg>'
    )


def _row(number: int, row: list[bool]) -> str:
    """Return the dark runs of one row as parts of a path."""
    drawn, column = [], 0
    for is_dark, run in itertools.groupby(row):
        width = len(list(run))
        if is_dark:
            drawn.append(f"M{column},{number}h{width}v1h-{width}z")
        column += width
    return "".join(drawn)
