"""Text of BibTeX files as readers see it: accents, escaped signs and dashes decoded, braces gone.

Macros alone are decoded, one by one: in the files of the world a bare % is a percent sign, no comment.
"""

import re
from functools import cache, lru_cache
from typing import Any

_PIECE = re.compile(
    r"""\\(?P<sign>[&%$\#_{}])
    | (?P<address>\\(?:url|path)\s*\{(?P<inside>[^{}]*)\})
    | (?P<accent>\\[`'^"~=.Hcdbkruv](?:\s*\{\s*(?:\\?[^\W\d_])\s*\}|(?<=[`'^"~=.])\\?[^\W\d_]))
    | (?P<macro>\\[a-zA-Z]+(?:\s*\{[^{}\\]*\}|\s*))
    | (?P<line>\\\\)
    | (?P<brace>[{}])
    | (?P<dashes>---?)
    | (?P<quotes>``|'')
    | (?P<tie>(?<!\\)~)
    """,
    re.VERBOSE,
)
_SIGNS = {"--": "–", "---": "—", "``": "“", "''": "”", "~": " ", "\\\\": " "}

_NAMED = {r"\textbackslash": "\\", r"\textasciitilde": "~", r"\textasciicircum": "^"}


@cache
def _converter() -> Any:
    # Late: the tables of LaTeX are large, and few processes ever read BibTeX.
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(strict_latex_spaces=False)


@lru_cache(maxsize=4096)
def _decoded(macro: str) -> str:
    if macro.removesuffix("{}") in _NAMED:
        return _NAMED[macro.removesuffix("{}")]
    try:
        return str(_converter().latex_to_text(macro))
    except Exception:  # noqa: BLE001 -- whatever is no LaTeX stays as it was written
        return macro


def plain(written: str) -> str:
    """Return the text without LaTeX."""
    if not any(sign in written for sign in "\\{}~`'-"):
        return written
    return _PIECE.sub(_replaced, written)


def _replaced(found: "re.Match[str]") -> str:
    whole = found[0]
    if found["address"]:
        return found["inside"]
    if found["accent"] or found["macro"]:
        return _decoded(whole)
    if found["brace"]:
        return ""
    return found["sign"] or _SIGNS.get(whole, whole)
