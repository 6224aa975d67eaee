"""Quotes in plain text: lines that begin with `>`."""

from dataclasses import replace

from whrin.forum.sealing import Words

_MOST_LINES = 40
CUT = "> […]"


def quote_of(body: str) -> str:
    """Return the words of a post as a reply may begin: each line quoted, older quotes left out."""
    own = [line for line in body.splitlines() if not line.startswith(">")][:_MOST_LINES]
    return "".join(f"> {line}\n" if line else ">\n" for line in own) + "\n"


def without_quotes(words: Words) -> Words:
    """Return words without any quoted line. What mail had trimmed is quotes, and goes whole."""
    lines: list[str] = []
    for line in words.body.splitlines():
        if not line.startswith(">") or line == CUT:
            lines.append(line)
        elif lines[-1:] != [CUT]:
            lines.append(CUT)
    trimmed = "" if any(line != CUT for line in words.trimmed.splitlines()) else words.trimmed
    return replace(words, body="\n".join(lines), trimmed=trimmed)
