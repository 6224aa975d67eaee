"""Plain text of a post as HTML: paragraphs, quotes, lists, addresses as links, names of participants.

Nothing that was written reaches the page but through `escape`. One pass over the lines; quotes nest no deeper
than `_DEEPEST`.
"""

import re
from collections.abc import Collection, Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe

_DEEPEST = 3
_ADDRESS = re.compile(r"https?://[^\s<>\"'“”«»]{1,2000}")
_AFTER = ".,;:!?)]}…"
_QUOTE = re.compile(r"(?:> ?)+")
_ITEM = re.compile(r"[-*•] +(?=\S)")


def rendered(text: str, names: Collection[str] = ()) -> SafeString:
    """Return a post's text as HTML. `names`: of participants whom it mentions, to be set off."""
    mention = _mention_of(names)
    parts: list[str] = []
    depth = 0
    for level, lines in _stretches(text):
        parts.append("<blockquote>" * (level - depth) + "</blockquote>" * (depth - level))
        depth = level
        parts.extend(_blocks(lines, mention))
    parts.append("</blockquote>" * depth)
    return mark_safe("".join(parts))  # noqa: S308 -- every word of it went through `_words`, which escapes


def _mention_of(names: Collection[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w.@])@(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _stretches(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give lines that stand at one depth of quoting together, without their marks."""
    depth = 0
    lines: list[str] = []
    for line in text.splitlines():
        marks = _QUOTE.match(line)
        level = min(marks[0].count(">"), _DEEPEST) if marks else 0
        if level != depth and lines:
            yield depth, lines
            lines = []
        depth = level
        lines.append(line[marks.end() :] if marks else line)
    yield depth, lines


def _blocks(lines: list[str], mention: re.Pattern[str] | None) -> Iterator[str]:
    """Give paragraphs and lists: what stands between empty lines."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            yield _block(block, mention)
            block = []


def _block(lines: list[str], mention: re.Pattern[str] | None) -> str:
    if all(_ITEM.match(line) for line in lines):
        items = (_words(_ITEM.sub("", line, count=1), mention) for line in lines)
        return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    return f"<p>{'<br>'.join(_words(line, mention) for line in lines)}</p>"


def _words(line: str, mention: re.Pattern[str] | None) -> str:
    parts, at = [], 0
    for found in _ADDRESS.finditer(line):
        address = found[0].rstrip(_AFTER)
        shown = escape(address)
        parts.append(_named(line[at : found.start()], mention))
        parts.append(f'<a href="{shown}" rel="nofollow noopener ugc" dir="ltr">{shown}</a>')
        at = found.start() + len(address)
    parts.append(_named(line[at:], mention))
    return "".join(parts)


def _named(piece: str, mention: re.Pattern[str] | None) -> str:
    if mention is None:
        return escape(piece)
    parts, at = [], 0
    for found in mention.finditer(piece):
        parts.append(f"{escape(piece[at : found.start()])}<b><bdi>{escape(found[0])}</bdi></b>")
        at = found.end()
    return "".join([*parts, escape(piece[at:])])
