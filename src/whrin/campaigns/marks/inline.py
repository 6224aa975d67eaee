"""The parser: inline rules of CommonMark that we want, and three marks of our own."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

#: A mark for a citation: what is asked of it, and its number, in the digits of any script.
_CITED = re.compile(r"\[(?P<asked>[@=n])(?P<number>\d{1,4})\]")
#: Between two sources of one place there may be space, or nothing.
_NEXT_SOURCE = re.compile(r"\s*\[@(?P<number>\d{1,4})\]")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+|/(?!/)\S*", re.IGNORECASE)
_NAMES = {"=": "value", "n": "total"}


@cache
def parser() -> MarkdownIt:
    """Return the parser. Its tokens are those of markdown-it, and `sources` (`meta`: numbers), `value`,
    `total` (`meta`: a number), `note` (`content`: marks again).
    """
    made = MarkdownIt("zero", {"breaks": True})
    made.enable(["emphasis", "balance_pairs", "link", "escape", "newline"])
    # Joined, what was escaped on purpose could not be told from what is broken.
    made.disable("text_join")
    made.inline.ruler.before("link", "note", _note)
    made.inline.ruler.before("link", "cited", _cited)
    made.validateLink = lambda url: bool(_ADDRESS.fullmatch(url))  # type: ignore[method-assign]  # how it is set
    return made


def _note(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1)
    if end < 0:
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.content = state.src[start + 2 : end]
    state.pos = end + 1
    return True


def _cited(state: StateInline, silent: bool) -> bool:
    found = _CITED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    number, end = int(found["number"]), found.end()
    if found["asked"] == "@":
        numbers = [number]
        while (more := _NEXT_SOURCE.match(state.src, end, state.posMax)) is not None:
            numbers.append(int(more["number"]))
            end = more.end()
        told = ("sources", {"numbers": numbers})
    else:
        told = (_NAMES[found["asked"]], {"numbers": [number]})
    if not silent:
        token = state.push(told[0], "", 0)
        token.meta = told[1]
        token.content = state.src[state.pos : end]
    state.pos = end
    return True
