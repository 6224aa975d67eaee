"""What happens where two pieces of a citation meet: no doubled points, quotation marks in their place."""

import re

#: Stands for the closing quotation mark that a style sets, until the whole is put together.
CLOSE = "\ue001"

#: Pairs of which one wins. All other pairs stay as they are; the same mark twice becomes one.
_WINS = {
    "!.": "!", "!:": "!", "?.": "?", "?:": "?", ":!": "!", ":?": "?", ":.": ":",
    ";!": "!", ";?": "?", ";:": ";", ";.": ";",
}  # fmt: skip
_MARKS = frozenset("!?.:,;")
_INSIDE = frozenset(".,!?")
_THIN = re.compile(r" (?=[:;?!»])|(?<=«) ")
_STRAIGHT = re.compile(r'"([^"]*)"')
_SINGLE = re.compile(r"(?<!\w)'([^']+)'(?!\w)")
_APOSTROPHE = re.compile(r"(?<=\w)'")


def seam(left: str, right: str, *, is_quote_last: bool = True) -> str:
    """Return both pieces as one. `is_quote_last`: a closing quotation mark takes points and commas in."""
    if not left or not right:
        return left + right
    first = right[0]
    if is_quote_last and first in _INSIDE and _is_closed(left):
        return seam(seam(left[:-1], first) + left[-1], right[1:])
    if left[-1] == CLOSE:
        return left + (right[1:] if first == "." and left[-2:-1] in _MARKS - {","} else right)
    if left[-1] == first and (first in _MARKS or first in " \xa0"):
        return left + right[1:]
    winner = _WINS.get(left[-1] + first)
    return left + right if winner is None else left[:-1] + winner + right[1:]


def _is_closed(text: str) -> bool:
    return text[-1] in {CLOSE, "”"} or (text[-1] == "’" and "‘" in text)


def join(pieces: list[str], delimiter: str, *, is_quote_last: bool = True) -> str:
    """Return the pieces with the delimiter between them, each seam mended; empty ones are left out."""
    whole = ""
    for piece in filter(None, pieces):
        between = seam(whole, delimiter, is_quote_last=is_quote_last) if whole else ""
        whole = seam(between, piece, is_quote_last=is_quote_last)
    return whole


def typeset(text: str, opening: str, closing: str) -> str:
    """Return the text with the language's quotation marks for straight ones, curved apostrophes, and French
    spaces that do not break.
    """
    for pattern in (_STRAIGHT, _SINGLE):
        text = pattern.sub(lambda match: f"{opening}{match[1]}{closing}", text)
    return _APOSTROPHE.sub("’", _THIN.sub("\u202f", text))
