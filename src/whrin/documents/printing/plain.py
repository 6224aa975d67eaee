"""The same words without any form: UTF-8 text for letters, terminals and small screens; notes at the end."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from whrin.documents.printing.document import Document
from whrin.documents.printing.reading import read_body
from whrin.documents.printing.reading_parts import Node
from whrin.documents.printing.wording import date_in_words

_INDENT = "  "
#: What stands under a heading, by its level; deeper ones have nothing.
_LINES = {1: "=", 2: "-"}
_LONGEST_LINE = 72


def as_text(document: Document) -> bytes:
    """Return a document as UTF-8 text: a line for each paragraph, links behind their words, notes by number
    at the end, the words for pictures in brackets. Raises `PrintingFailed`.
    """
    writer = _Writer()
    read = read_body(document)
    blocks = [
        f"{document.author}, {date_in_words(document.date, document.language)}",
        _underlined(document.title, 1),
        *writer.blocks(read.tree),
    ]
    if writer.notes:
        blocks += ["*****", *(f"[{number}] {note}" for number, note in enumerate(writer.notes, 1))]
    blocks += [line for line in (document.source, document.licence) if line]
    return ("\n\n".join(blocks) + "\n").encode()


def _underlined(words: str, level: int) -> str:
    sign = _LINES.get(level)
    return f"{words}\n{sign * min(len(words), _LONGEST_LINE)}" if sign else words


class _Writer:
    """Writes a tree; numbers notes as they come."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def blocks(self, nodes: Sequence[Node]) -> Iterator[str]:
        """Yield the blocks, each of one line or more; words outside of blocks are one block."""
        if not any(isinstance(node, dict) and node["tag"] in _BLOCKS for node in nodes):
            nodes = [{"tag": "p", "kids": list(nodes)}] if nodes else []
        for node in nodes:
            if isinstance(node, dict) and node["tag"] in _BLOCKS:
                yield from getattr(self, f"_{_BLOCKS[node['tag']]}")(node)
            else:
                yield self.words([node])

    def words(self, nodes: Sequence[Node]) -> str:
        """Return words as they are read."""
        return "".join(node if isinstance(node, str) else self._inline(node) for node in nodes)

    def _inline(self, node: dict[str, Any]) -> str:
        tag = node["tag"]
        if tag == "br":
            return "\n"
        if tag == "img":
            return f"[{node['alt']}]" if node["alt"] else ""
        if tag == "footnote":
            self.notes.append("")
            number = len(self.notes)
            self.notes[number - 1] = self.words(node["kids"])
            return f"[{number}]"
        inside = self.words(node["kids"])
        if tag == "a" and node["href"] != inside:
            return f"{inside} <{node['href']}>"
        return inside

    def _paragraph(self, node: dict[str, Any]) -> Iterator[str]:
        yield self.words(node["kids"])

    def _heading(self, node: dict[str, Any]) -> Iterator[str]:
        yield _underlined(self.words(node["kids"]), node["level"])

    def _box(self, node: dict[str, Any]) -> Iterator[str]:
        yield from self.blocks(node["kids"])

    def _quote(self, node: dict[str, Any]) -> Iterator[str]:
        for block in self.blocks(node["kids"]):
            yield _indented(block)

    def _rule(self, _node: dict[str, Any]) -> Iterator[str]:
        yield "* * *"

    def _figure(self, node: dict[str, Any]) -> Iterator[str]:
        yield from _some([self.words(node.get("caption", [])), f"[{node['alt']}]"])

    def _list(self, node: dict[str, Any]) -> Iterator[str]:
        lines = []
        for number, item in enumerate(node["items"], node["start"]):
            mark = f"{number}. " if node["tag"] == "ol" else "- "
            first, *others = self.blocks(item["kids"])
            lines += [mark + _indented(first).lstrip(), *map(_indented, others)]
        yield "\n".join(lines)

    def _terms(self, node: dict[str, Any]) -> Iterator[str]:
        for item in node["items"]:
            said = "\n".join(_indented(block) for block in self.blocks(item["kids"]))
            yield "\n".join(_some([self.words(item["term"]), said]))

    def _table(self, node: dict[str, Any]) -> Iterator[str]:
        yield from _some([self.words(node["caption"])])
        yield "\n".join(
            " | ".join(" ".join(self.blocks(cell["kids"])) for cell in row)
            for row in [*node["head"], *node["body"]]
        )


def _indented(block: str) -> str:
    return "\n".join(_INDENT + line for line in block.split("\n"))


def _some(blocks: Iterable[str]) -> Iterator[str]:
    return (block for block in blocks if block)


_BLOCKS = {
    "p": "paragraph",
    "heading": "heading",
    "box": "box",
    "quote": "quote",
    "hr": "rule",
    "figure": "figure",
    "ul": "list",
    "ol": "list",
    "dl": "terms",
    "table": "table",
}
