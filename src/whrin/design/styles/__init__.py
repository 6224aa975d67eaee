"""The stylesheet: source files of this folder, joined once at start-up and inlined in every first response.

The `Content-Security-Policy` header names `STYLE_HASH`. A page whose frame brings its own colours carries a
second, tiny sheet, whose hash stands on the request (`design.context_processors.frame`).
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")
#: Tokens that a network may set to its own colours. They are the same in light and dark.
BRAND_TOKENS = frozenset({"mast", "on-mast", "gold", "on-gold", "thread-1", "thread-2", "thread-3"})

_FOLDER = Path(__file__).parent
_LAYER = re.compile(r"@layer (?P<name>\w+)\{(?P<rules>.*)\}", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,>]) ?")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def minified(source: str) -> str:
    """Return CSS without comments and needless space. It does not know strings: keep `{};,>` out of them."""
    tight = _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", source)))
    return re.sub(r": (?=[^{}]*[;}])", ":", tight).replace(";}", "}").strip()


def hash_of(sheet: str) -> str:
    """Return the source expression that lets an inline sheet pass a `Content-Security-Policy`."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode() + "'"


@lru_cache(maxsize=64)
def _brand_sheet(colours: tuple[tuple[str, str], ...]) -> str:
    declared = ";".join(f"--{token}:{colour}" for token, colour in colours)
    return f"@layer utilities{{:root{{{declared}}}}}" if declared else ""


def brand_sheet(colours: Mapping[str, str]) -> str:
    """Return the sheet that sets brand tokens to `#rrggbb` colours; anything else is left out.

    Empty when none.
    """
    known = {name: value for name, value in colours.items() if name in BRAND_TOKENS and _HEX.fullmatch(value)}
    return _brand_sheet(tuple(sorted(known.items())))


def source_files() -> list[Path]:
    """Return the source files in the order they are joined; layers, not order, decide who wins."""
    return sorted(_FOLDER.glob("*.css"))


def joined() -> str:
    """Return the whole sheet. Each source file is one layer's; files of one layer share its braces."""
    layers: dict[str, str] = dict.fromkeys(LAYERS, "")
    for path in source_files():
        match = _LAYER.fullmatch(minified(path.read_text(encoding="utf-8")))
        if match is None:
            raise ValueError(f"{path.name} must be one @layer block")
        layers[match["name"]] += match["rules"]
    return f"@layer {','.join(LAYERS)};" + "".join(f"@layer {name}{{{layers[name]}}}" for name in LAYERS)


STYLESHEET = joined()
STYLE_HASH = hash_of(STYLESHEET)
