"""The sheet of quick help: inline, in its pages alone."""

from pathlib import Path

from whrin.design.styles import hash_of, minified

SHEET = minified((Path(__file__).parent / "needing.css").read_text(encoding="utf-8"))
SHEET_HASH = hash_of(SHEET)
