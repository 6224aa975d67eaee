"""Reads the HTML of a body into a small tree that a child process can set.

    h2 … h6, p, ul, ol, dl, blockquote, pre, hr, section, div
    table: caption, thead, tbody, th (scope), colspan, rowspan; class "number" on a cell sets it to the end
    figure: img (src = a name in `Document.pictures`, alt), figcaption
    a (http, https, mailto, tel, #id), strong, em, small, sub, sup, br, span, bdi, time, abbr …
    lang and dir on any of them
    class: "lead", "note", "new-page", "together"; on a span, "footnote": a note to the place where it stands

Everything else loses its tags and keeps its words; scripts, styles and forms lose their words, too. The tree
is JSON: a text, or `{"tag": …, "kids": […]}`.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import nh3
from lxml import html as lxml_html

from whrin.documents.printing.document import Document
from whrin.documents.printing.errors import EmptyDocument, TooMuchToPrint
from whrin.documents.printing.reading_parts import (
    Node,
    clean_words,
    columns_of,
    has_words,
    image_node,
    is_footnote,
    marks,
    paragraph,
    span_of,
    trimmed,
)

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BOXES = {"section", "div", "article", "main", "header", "footer", "aside", "nav", "address", "details"}
_INLINE = {
    "a", "strong", "b", "em", "i", "cite", "small", "sub", "sup", "br", "span", "bdi", "bdo", "time", "abbr",
    "q", "code", "kbd", "mark", "u", "s", "dfn", "var", "img",
}  # fmt: skip
_TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_OTHERS = {
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "hr",
    "figure",
    "figcaption",
    "summary",
}
_TAGS = {*_HEADINGS, *_BOXES, *_INLINE, *_TABLE, *_OTHERS}
_ATTRIBUTES = {
    "*": {"lang", "dir", "class", "id"},
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
_GONE = {
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "form", "button",
    "select", "textarea", "head", "title", "canvas", "audio", "video",
}  # fmt: skip
_BLOCKS = {*_HEADINGS, *_BOXES, *_TABLE, *_OTHERS}
_CAPTIONED = {"figure", "table"}
_ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"
#: Which method reads which element; of what is not here, what is inside is read.
_KINDS = {
    **dict.fromkeys(_HEADINGS, "head"),
    **dict.fromkeys(("p", "summary", "dt", "caption", "figcaption"), "words"),
    **dict.fromkeys(("ul", "ol"), "list"),
    "dl": "terms",
    "pre": "lines",
    "table": "table",
    "figure": "figure",
    "hr": "rule",
}
#: Elements within elements; the setter's own limit is above it.
_DEEPEST = 24
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)


@dataclass
class Read:
    """What was read: the tree, the names of the pictures in it, in order, and the footnotes, which stand in
    the tree, too, as `{"tag": "footnote", "number": …}` from 0 on.
    """

    tree: list[Node]
    pictures: list[str] = field(default_factory=list)
    footnotes: list[dict[str, Any]] = field(default_factory=list)


def read_body(document: Document) -> Read:
    """Return the tree of a document's body.

    Raises `EmptyDocument`, `TooMuchToPrint`, `UnknownPicture`, `PictureWithoutWords`.
    """
    cleaned = nh3.clean(
        document.body, tags=_TAGS, attributes=_ATTRIBUTES, clean_content_tags=_GONE, link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )  # fmt: skip
    reader = _Reader(document)
    try:
        tree = reader.blocks(lxml_html.fragment_fromstring(cleaned, create_parent="div"))
    except RecursionError:
        raise TooMuchToPrint("too deep") from None
    if not tree:
        raise EmptyDocument("no body")
    return Read(tree, reader.pictures, reader.footnotes)


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._heading = 1
        self._in_footnote = False
        self.pictures: list[str] = []
        self.footnotes: list[dict[str, Any]] = []

    def blocks(self, element: Any, depth: int = 0) -> list[Node]:
        """Return what an element holds as blocks; loose words become paragraphs."""
        if depth > _DEEPEST:
            raise TooMuchToPrint("too deep")
        out: list[Node] = []
        run: list[Node] = []
        for piece in _pieces(element):
            if isinstance(piece, str):
                run.append(clean_words(piece))
            elif piece.tag in _BLOCKS or piece.tag not in _INLINE:
                out += paragraph(run)
                run = []
                out += self._block(piece, depth + 1)
            else:
                run += self._inline(piece, depth + 1)
        return out + paragraph(run)

    def _block(self, element: Any, depth: int) -> list[Node]:
        kind = _KINDS.get(element.tag, "box")
        if kind == "words":
            return paragraph(self._words(element, depth), marks(element))
        if kind != "box":
            made: list[Node] = getattr(self, f"_{kind}")(element, depth)
            return made
        kids, kept = self.blocks(element, depth), marks(element)
        is_quote = element.tag == "blockquote"
        if not kids or not (kept or is_quote):
            return kids
        return [{"tag": "quote" if is_quote else "box", "kids": kids, **kept}]

    def _head(self, element: Any, depth: int) -> list[Node]:
        """Return a heading; no level is left out, and the title alone has the first."""
        words = self._words(element, depth)
        if not has_words(words):
            return []
        level = max(2, min(_HEADINGS[element.tag], self._heading + 1))
        self._heading = level
        return [{"tag": "heading", "level": level, "kids": trimmed(words), **marks(element)}]

    def _list(self, element: Any, depth: int) -> list[Node]:
        items = [{"kids": kids, **marks(one)} for one in element if (kids := self.blocks(one, depth))]
        start = element.get("start", "1")
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
        return [{"tag": element.tag, "items": items, "start": number, **marks(element)}] if items else []

    def _terms(self, element: Any, depth: int) -> list[Node]:
        items: list[dict[str, Any]] = []
        for one in element.iter("dt", "dd"):
            if one.tag == "dt":
                items.append({"term": trimmed(self._words(one, depth)), "kids": []})
            elif items:
                items[-1]["kids"] += self.blocks(one, depth)
        return [{"tag": "dl", "items": items, **marks(element)}] if items else []

    def _table(self, element: Any, depth: int) -> list[Node]:
        head: list[list[dict[str, Any]]] = []
        body: list[list[dict[str, Any]]] = []
        for row in element.xpath(_ROWS):
            cells = [cell for cell in row if cell.tag in {"th", "td"}]
            is_head = not body and (row.getparent().tag == "thead" or all(cell.tag == "th" for cell in cells))
            if cells:
                (head if is_head else body).append([self._cell(cell, depth, is_head) for cell in cells])
        if not head and not body:
            return []
        caption = element.find("caption")
        said = trimmed(self._words(caption, depth)) if caption is not None else []
        return [
            {
                "tag": "table",
                "caption": said,
                "columns": columns_of([*head, *body]),
                "head": head,
                "body": body,
                **marks(element),
            }
        ]

    def _cell(self, cell: Any, depth: int, is_head: bool) -> dict[str, Any]:
        return {
            "kids": _plain(self.blocks(cell, depth)),
            "across": span_of(cell, "colspan"),
            "down": span_of(cell, "rowspan"),
            "names_row": cell.tag == "th" and not is_head,
            **marks(cell),
        }

    def _figure(self, element: Any, depth: int) -> list[Node]:
        said = next(iter(element.iter("figcaption")), None)
        caption = trimmed(self._words(said, depth)) if said is not None else []
        if said is not None:
            said.drop_tree()
        out: list[Node] = []
        for one in self.blocks(element, depth):
            if isinstance(one, dict) and one["tag"] in _CAPTIONED and caption and not one.get("caption"):
                out.append({**one, "caption": caption})
                caption = []
            else:
                out.append(one)
        return out + paragraph(caption)

    def _words(self, element: Any, depth: int) -> list[Node]:
        if depth > _DEEPEST:
            raise TooMuchToPrint("too deep")
        out: list[Node] = []
        for piece in _pieces(element):
            out += [clean_words(piece)] if isinstance(piece, str) else self._inline(piece, depth + 1)
        return out

    def _inline(self, element: Any, depth: int) -> list[Node]:
        tag = element.tag
        if tag == "br":
            return [{"tag": "br"}]
        if tag == "img":
            return [image_node(element, self._document, self.pictures)]
        if tag == "span" and is_footnote(element):
            return self._footnote(element, depth)
        words = self._words(element, depth)
        if tag == "q":
            words = ["“", *words, "”"]
        if tag in {"bdi", "bdo"}:
            words = ["\u2068", *words, "\u2069"]
        kind = {"b": "strong", "i": "em", "cite": "em"}.get(tag, tag)
        kept = marks(element)
        target = self._target(element) if tag == "a" else ""
        if target:
            return [{"tag": "a", "href": target, "kids": words, **kept}]
        if kind in {"strong", "em", "small", "sub", "sup"}:
            return [{"tag": kind, "kids": words, **kept}]
        return [{"tag": "span", "kids": words, **kept}] if kept else words

    def _footnote(self, element: Any, depth: int) -> list[Node]:
        """Return a note; one within a note stays there in brackets, for no form has notes to notes."""
        if self._in_footnote:
            return [" (", *trimmed(self._words(element, depth)), ")"]
        self._in_footnote = True
        words = trimmed(self._words(element, depth))
        self._in_footnote = False
        if not has_words(words):
            return []
        note = {"tag": "footnote", "number": len(self.footnotes), "kids": words, **marks(element)}
        self.footnotes.append(note)
        return [note]

    def _target(self, element: Any) -> str:
        """Return where a link leads on the web, or nothing: what leads into the page stays words."""
        href = str(element.get("href", "")).strip()
        if not href or href.startswith("#"):
            return ""
        whole = urljoin(self._document.source, href) if self._document.source else href
        return whole if _ADDRESS.fullmatch(whole) else ""

    def _lines(self, element: Any, _depth: int) -> list[Node]:
        lines = str(element.text_content()).strip("\n").split("\n")
        words: list[Node] = []
        for line in lines:
            words += [clean_words(line), {"tag": "br"}]
        return paragraph(words[:-1], marks(element))

    def _rule(self, _element: Any, _depth: int) -> list[Node]:
        return [{"tag": "hr"}]


def _pieces(element: Any) -> list[Any]:
    """Return texts and elements within an element, in order."""
    out: list[Any] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            out.append(child)
        if child.tail:
            out.append(child.tail)
    return out


def _plain(kids: list[Node]) -> list[Node]:
    """Return the words alone of a cell that holds one paragraph and nothing else."""
    only = kids[0] if len(kids) == 1 else ""
    if isinstance(only, dict) and only["tag"] == "p" and set(only) == {"tag", "kids"}:
        words: list[Node] = only["kids"]
        return words
    return kids
