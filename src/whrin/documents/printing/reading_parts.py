"""Parts of reading: words made clean, what is kept of attributes, pictures by their names."""

import re
from itertools import zip_longest
from typing import Any

from whrin.documents.printing.document import Document
from whrin.documents.printing.errors import PictureWithoutWords, UnknownPicture
from whrin.kit.languages import locale_of
from whrin.kit.text import clean_text

Node = dict[str, Any] | str

_CLASSES = {"lead", "note", "new-page", "together", "number"}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_BREAKING = re.compile(r"[ \t\r\n\f]+")
#: Cells that one cell may take the place of.
_WIDEST = 200
#: Signs of a cell that is more than a name or a day: its column takes what the short ones leave.
_LONG = 24
#: Signs that a column counts for at least and at most, when columns share a page.
_LEAST, _MOST = 10, 40


def clean_words(written: str) -> str:
    """Return text in one normal form without invisible controls, on one line; spaces at its ends stay."""
    found = _EDGES.fullmatch(written)
    before, words, behind = found.groups() if found else ("", written, "")
    return _BREAKING.sub(" ", f"{before}{clean_text(words)}{behind}")


def language_parts(tag: str) -> dict[str, str]:
    """Return language, script and region of a BCP 47 tag as Typst wants them; parts that are not there are
    left out.
    """
    parts = tag.split("-")
    locale = locale_of(tag)
    found = {"lang": (locale.language if locale else parts[0]).lower()[:3] or "en"}
    for part in parts[1:]:
        if part.isalpha() and len(part) in {2, 4}:
            found.setdefault("region" if len(part) == 2 else "script", part.lower())
    return found


def marks(element: Any) -> dict[str, str]:
    """Return what is kept of an element's attributes: language, direction, one class of ours."""
    kept: dict[str, str] = {}
    language = element.get("lang", "")
    if _TAG.fullmatch(language):
        kept = {"tongue": language, **language_parts(language)}
    if element.get("dir") in {"rtl", "ltr"}:
        kept["dir"] = element.get("dir")
    ours = _CLASSES.intersection(element.get("class", "").split())
    if ours:
        kept["class"] = min(ours)
    return kept


def is_footnote(element: Any) -> bool:
    """Say whether an element is a note to the place where it stands."""
    return "footnote" in element.get("class", "").split()


def span_of(cell: Any, name: str) -> int:
    """Return how many cells a cell takes the place of, 1 when it does not say."""
    written = str(cell.get(name, "1")).strip()
    return min(max(int(written), 1), _WIDEST) if written.isascii() and written.isdecimal() else 1


def columns_of(rows: list[list[dict[str, Any]]]) -> list[str]:
    """Return how wide each column of a table is: `own` as its cells need, `rest` what is left of the page.

    Rows count, as the fullest of them; where there are numbers, the words beside them take the rest, and of
    several columns of words those with sentences.
    """
    fullest = max(rows, key=lambda row: sum(cell["across"] for cell in row))
    of_numbers = [cell.get("class") == "number" for cell in fullest for _one in range(cell["across"])]
    of_words = [any(of_numbers) and not is_number for is_number in of_numbers]
    signs = _signs_of(rows)
    long = [is_words and many > _LONG for is_words, many in zip(of_words, signs, strict=False)]
    return ["rest" if is_wide else "own" for is_wide in (long if any(long) else of_words)]


def shares_of(rows: list[list[dict[str, Any]]]) -> list[int]:
    """Return how many hundredths of the page each column takes, by its longest cell; none where cells go over
    several columns or rows.
    """
    counted = [min(max(many, _LEAST), _MOST) for many in _signs_of(rows)]
    return [100 * each // sum(counted) for each in counted]


def _signs_of(rows: list[list[dict[str, Any]]]) -> list[int]:
    """Return the signs of the longest cell of each column; none where cells go over several."""
    if any(cell["across"] > 1 or cell["down"] > 1 for row in rows for cell in row):
        return []
    cells = zip_longest(*([len(_words_of(cell)) for cell in row] for row in rows), fillvalue=0)
    return [max(column) for column in cells]


def _words_of(node: Node) -> str:
    if isinstance(node, str):
        return node
    return "".join(_words_of(one) for one in node.get("kids", ()))


def image_node(element: Any, document: Document, used: list[str]) -> dict[str, Any]:
    """Return a picture by its number among those used; an empty `alt` says that it is an ornament."""
    name, alt = element.get("src", ""), element.get("alt")
    if name not in document.pictures:
        raise UnknownPicture(str(name)[:200] or "no name")
    if alt is None:
        raise PictureWithoutWords(name)
    if name not in used:
        used.append(name)
    return {"tag": "img", "picture": used.index(name), "alt": clean_words(alt).strip()}


def has_words(nodes: list[Node]) -> bool:
    """Say whether anything would be seen of these nodes."""
    return any(
        bool(node.strip())
        if isinstance(node, str)
        else node["tag"] == "img" or has_words(node.get("kids", []))
        for node in nodes
    )


def trimmed(nodes: list[Node]) -> list[Node]:
    """Return words without the space before and behind, and without runs of it."""
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and out and isinstance(out[-1], str):
            out[-1] = re.sub(" +", " ", out[-1] + node)
        else:
            out.append(node)
    if out and isinstance(out[0], str):
        out[0] = out[0].lstrip(" ")
    if out and isinstance(out[-1], str):
        out[-1] = out[-1].rstrip(" ")
    return [node for node in out if node != ""]


def paragraph(nodes: list[Node], kept: dict[str, str] | None = None) -> list[Node]:
    """Return a paragraph of these words; of a picture alone, the figure; of nothing, nothing."""
    if not has_words(nodes):
        return []
    words = trimmed(nodes)
    only = words[0]
    if len(words) == 1 and isinstance(only, dict) and only["tag"] == "img" and only["alt"]:
        return [{**only, "tag": "figure", **(kept or {})}]
    return [{"tag": "p", "kids": words, **(kept or {})}]
