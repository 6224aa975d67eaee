"""The sheet of pages that ask: inline, as the site's own is: the first question needs one request."""

import re
from pathlib import Path

from whrin.design.styles import hash_of, minified, source_files

_LAYER = re.compile(r"@layer \w+\{(?P<rules>.*)\}", re.DOTALL)
_BORROWED = frozenset({"tokens.css", "form.css", "note.css", "utilities.css"})


def _sheet() -> str:
    return minified((Path(__file__).parent / "asking.css").read_text(encoding="utf-8"))


def _for_desk() -> str:
    """Return the sheet with what it needs of the site's own, without layers: the desk's sheet has none, and
    would win over all that is in one.
    """
    sources = [path.read_text(encoding="utf-8") for path in source_files() if path.name in _BORROWED]
    sheets = [minified(source) for source in sources] + [SHEET]
    return "".join(found["rules"] for sheet in sheets if (found := _LAYER.fullmatch(sheet)))


SHEET = _sheet()
SHEET_HASH = hash_of(SHEET)
SHEET_FOR_DESK = _for_desk()
