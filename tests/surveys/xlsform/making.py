"""Forms for tests, written as Markdown tables: our own, about nothing real."""

from whrin.surveys.xlsform import Sheets, read_sheets

FORM = """
| survey |
| | type | name | label::English (en) | label::Arabic (ar) | relevant | required |
| | text | place | Which place? | أي مكان؟ | | yes |
| | select_one yn | open | Is it open? | هل هو مفتوح؟ | | |
| | integer | beds | How many beds? | كم سريرا؟ | ${open} = 'yes' | |
| choices |
| | list_name | name | label::English (en) | label::Arabic (ar) |
| | yn | yes | Yes | نعم |
| | yn | no | No | لا |
| settings |
| | form_title | form_id | version |
| | Places | places | 1 |
"""


def sheets(table: str = FORM) -> Sheets:
    """Read a Markdown table."""
    return read_sheets(table.encode())
