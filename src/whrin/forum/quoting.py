"""Quotes in plain text: lines that begin with `>`."""

from whrin.forum.sealing import Words

_MOST_LINES = 40
CUT = "> […]"


def quote_of(body: str) -> str:
    """Return the words of a post as a reply may begin: each line quoted, older quotes left out."""
    own = [line for line in body.splitlines() if not line.startswith(">")][:_MOST_LINES]
    return "".join(f"> {line}\n" if line else ">\n" for line in own) + "\n"


def without_quotes(words: Words, of: str | None = None) -> Words:
    """Return words without the lines that quote the text `of`; None: without any quoted line.

    What mail had trimmed holds quotes, too, and goes where it holds such a line.
    """
    gone = None if of is None else {_bare(line) for line in of.splitlines()} - {""}
    lines: list[str] = []
    for line in words.body.splitlines():
        if not (line.startswith(">") and _is_of(line, gone)):
            lines.append(line)
        elif lines[-1:] != [CUT]:
            lines.append(CUT)
    trimmed = "" if any(_is_of(line, gone) for line in words.trimmed.splitlines()) else words.trimmed
    return Words("\n".join(lines), words.note, trimmed)


def _is_of(line: str, gone: set[str] | None) -> bool:
    return line != CUT and (gone is None or _bare(line) in gone)


def _bare(line: str) -> str:
    return line.lstrip("> \t").rstrip()
