"""The sheet of these pages: inline, as the site's own is."""

from pathlib import Path

from whrin.design.styles import hash_of, minified

SHEET = minified((Path(__file__).parent / "incidents.css").read_text(encoding="utf-8"))
SHEET_HASH = hash_of(SHEET)
