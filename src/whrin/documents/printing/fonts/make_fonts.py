"""Makes the fonts of this folder and the table of what they cover, out of the fonts of a Debian package.

    python -m whrin.documents.printing.fonts.make_fonts /usr/share/fonts/truetype/noto

Needs fonttools, which only this needs. Hinting goes, and in the two large families what no text here uses;
shaping stays whole. The same source gives the same bytes.
"""

import json
import sys
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

_HERE = Path(__file__).resolve().parent
_COVERAGE = _HERE.parent / "data" / "coverage.json"


def make_all(source: Path) -> None:
    """Write every font, and the table of covered characters."""
    families = json.loads((_HERE / "families.json").read_text(encoding="utf-8"))["families"]
    coverage = {}
    for family in families:
        for style in family["styles"]:
            make_font(source, f"{family['file']}-{style}.ttf", family.get("characters", ""))
        regular = TTFont(_HERE / f"{family['file']}-Regular.ttf")
        coverage[family["name"]] = _ranges(sorted(regular.getBestCmap()))
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(ranges)}" for name, ranges in coverage.items())
    _COVERAGE.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def make_font(source: Path, name: str, characters: str) -> None:
    """Write one font with these characters (ranges in hexadecimal; empty: all it has)."""
    options = _options()
    font = subset.load_font(str(source / name), options)
    wanted = [one for part in characters.split() for one in _range(part)] or list(font.getBestCmap())
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    subset.save_font(font, str(_HERE / name), options)


def _options() -> Any:
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    return options


def _range(part: str) -> range:
    first, _dash, last = part.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def _ranges(points: list[int]) -> str:
    """Return sorted code points as `41-5A 61 …`, in hexadecimal."""
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return " ".join(f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in runs)


if __name__ == "__main__":
    make_all(Path(sys.argv[1]))
