"""The sheet of the leaflet: inline, as the site's own is, in the one page that needs it."""

from pathlib import Path

from whrin.design.styles import hash_of, minified

SHEET = minified(Path(__file__).with_name("leaflet.css").read_text(encoding="utf-8"))
HASH = hash_of(SHEET)
