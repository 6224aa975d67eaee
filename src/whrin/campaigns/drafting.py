r"""A section as one text, and one text as a section: pure, no database.

An empty line ends a paragraph. A line that begins with `# ` is a heading, `## ` one within a section, `- ` a
point of a list, `> ` a quotation, `! ` a recommendation; each of them begins a paragraph of its own. A line
that only looks so has a `\` before it. `…` alone stands for a paragraph that has no words yet.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from whrin.campaigns.enums import Block
from whrin.kit.text import clean_text

#: How a paragraph begins, by kind; one without a mark is plain text.
MARKS = {
    Block.SUBHEADING: "## ",
    Block.HEADING: "# ",
    Block.ITEM: "- ",
    Block.QUOTE: "> ",
    Block.RECOMMENDATION: "! ",
}
#: Stands for a paragraph that has no words yet.
NOTHING = "…"
#: From here on two paragraphs count as the same one, changed.
_ALIKE = 0.5
#: Comparisons that are too many, and how far one then looks.
_MANY, _FAR = 10_000, 15


@dataclass(frozen=True)
class Said:
    """A paragraph: `kind` as `enums.Block` has it, and its words, tidy."""

    kind: str
    text: str


def tidy(text: str) -> str:
    """Return the words of one paragraph: its lines without spaces at the ends, and no empty ones."""
    return "\n".join(line for each in clean_text(text).split("\n") if (line := each.strip()))


def as_text(said: Sequence[Said]) -> str:
    """Return paragraphs as one text; `read_text` of it gives them back."""
    found: list[str] = []
    before = None
    for one in said:
        words = "\n".join(_escaped(line) for line in one.text.split("\n")) if one.text else NOTHING
        block = MARKS.get(Block(one.kind), "") + words
        # Points of a list stand together.
        is_listed = one.kind == before == Block.ITEM
        found.append(("\n" if is_listed else "\n\n") + block if found else block)
        before = Block(one.kind)
    return "".join(found)


def read_text(text: str) -> list[Said]:
    """Return the paragraphs of a text, in order; every word of it is in one of them."""
    found: list[Said] = []
    lines: list[str] = []
    kind = Block.TEXT
    for each in [*clean_text(text).split("\n"), ""]:
        line = each.strip()
        begins, rest = _kind_of(line)
        is_more = begins is Block.QUOTE and kind is Block.QUOTE and bool(lines)
        if lines and not is_more and (begins is not None or not line):
            found.append(_said(kind, lines))
            kind, lines = Block.TEXT, []
        if begins is not None:
            kind = begins
        if rest:
            lines.append(rest)
    return found


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1: shared runs of three signs, in any script."""
    return _alike(_runs(one), _runs(other))


def matched(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """Return for each new text the place (from 0) of the old one it came from, None for a new one.

    The same words first, wherever they stand now; then the likest; then, between two that were found, one
    that was written wholly anew in the place of one other.
    """
    pairs: dict[int, int] = {}
    left = {old: text for old, text in enumerate(before) if text}
    for new, text in enumerate(after):
        old = next((old for old, was in left.items() if was == text), None)
        if old is not None:
            pairs[new] = old
            del left[old]
    for _score, new, old in _likest(left, {n: text for n, text in enumerate(after) if n not in pairs}):
        if new not in pairs and old in left:
            pairs[new] = old
            del left[old]
    for new in range(len(after)):
        if new not in pairs:
            _pair_between(pairs, left, new, len(after), len(before))
    return [pairs.get(new) for new in range(len(after))]


def _likest(old: dict[int, str], new: dict[int, str]) -> list[tuple[float, int, int]]:
    # Where very much was rewritten, only what stands near is compared.
    reach = _FAR if len(old) * len(new) > _MANY else max([*old, *new], default=0)
    old_runs = {place: _runs(text) for place, text in old.items()}
    scores = [
        (_alike(old_runs[was], runs), place, was)
        for place, runs in ((place, _runs(text)) for place, text in new.items())
        for was in old
        if abs(was - place) <= reach
    ]
    # Of those that are equally alike, the nearest.
    return sorted((one for one in scores if one[0] >= _ALIKE), key=lambda s: (-s[0], abs(s[1] - s[2]), s[1]))


def _pair_between(pairs: dict[int, int], left: dict[int, str], new: int, news: int, olds: int) -> None:
    """Pair a text with the one old text of its gap, where both stand alone between the same neighbours."""
    low = pairs.get(new - 1, -1 if new == 0 else None)
    high = pairs.get(new + 1, olds if new == news - 1 else None)
    if low is None or high is None:
        return
    between = [old for old in left if low < old < high]
    if len(between) == 1:
        pairs[new] = between[0]
        del left[between[0]]


def _runs(text: str) -> Counter[str]:
    folded = f"  {' '.join(text.casefold().split())} "
    return Counter(folded[at : at + 3] for at in range(len(folded) - 2))


def _alike(left: Counter[str], right: Counter[str]) -> float:
    return 2 * (left & right).total() / max(1, left.total() + right.total())


def _kind_of(line: str) -> tuple[Block | None, str]:
    """Return what a line begins, or None, and the rest of it."""
    for kind, mark in MARKS.items():
        if line.startswith(mark) and line[len(mark) :].strip():
            return kind, line[len(mark) :].strip()
    return None, line


def _is_odd(line: str) -> bool:
    bare = line.lstrip("\\")
    return bare == NOTHING or _kind_of(bare)[0] is not None


def _escaped(line: str) -> str:
    return "\\" + line if _is_odd(line) else line


def _plain(line: str) -> str:
    return line[1:] if line.startswith("\\") and _is_odd(line) else line


def _said(kind: Block, lines: Sequence[str]) -> Said:
    return Said(kind.value, "" if lines == [NOTHING] else "\n".join(map(_plain, lines)))
