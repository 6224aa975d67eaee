"""The sheets of these pages: inline, as the site's own is, in the pages that need them alone."""

from pathlib import Path

from whrin.design.styles import hash_of, minified

_FOLDER = Path(__file__).parent
#: Sheets by name.
SHEETS = {path.stem: minified(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.css"))}
HASHES = {name: hash_of(sheet) for name, sheet in SHEETS.items()}
