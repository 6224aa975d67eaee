"""Writes a tree that was read as HTML again, plain enough for pandoc."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from whrin.documents.printing.reading_parts import Node, shares_of

_BLOCKS = {"p", "heading", "ul", "ol", "dl", "table", "figure", "box", "quote", "hr"}
#: Styles of the office formats by our classes.
_STYLES = {"lead": "Lead", "note": "Note"}


def footnotes_of(notes: Sequence[dict[str, Any]], pictures: Sequence[str]) -> str:
    """Return the footnotes of a tree as pandoc knows them: those of the pages of books."""
    return "".join(
        f'<aside epub:type="footnote" id="footnote-{note["number"]}"><p>{_spoken(note, pictures)}</p></aside>'
        for note in notes
    )


def html_of(nodes: Sequence[Node], pictures: Sequence[str]) -> str:
    """Return HTML of a tree. `pictures` are the sources of its pictures, by their numbers."""
    return "".join(_one(node, pictures) for node in nodes)


def _one(node: Node, pictures: Sequence[str]) -> str:
    if isinstance(node, str):
        return escape(node)
    written = _bare(node, pictures)
    kept = "" if node["tag"] == "footnote" else _attributes(node)
    if node["tag"] not in _BLOCKS:
        return f"<span{kept}>{written}</span>" if kept and node["tag"] != "span" else written
    style = _STYLES.get(node.get("class", ""), "")
    if kept or style:
        style = f' class="{node["class"]}" custom-style="{style}"' if style else ""
        written = f"<div{kept}{style}>{written}</div>"
    if node.get("class") == "new-page":
        return f'<div custom-style="NewPageHere"><p>\u2060</p></div>{written}'
    return written


def _bare(node: dict[str, Any], pictures: Sequence[str]) -> str:
    tag = node["tag"]
    if tag == "footnote":
        return f'<a epub:type="noteref" href="#footnote-{node["number"]}">*</a>'
    if tag in _WRITERS:
        return _WRITERS[tag](node, pictures)
    if tag in {"br", "hr"}:
        return f"<{tag}>"
    inside = html_of(node["kids"], pictures)
    if tag == "a":
        return f'<a href="{escape(node["href"])}">{inside}</a>'
    if tag == "span":
        return f"<span{_attributes(node)}>{inside}</span>"
    name = {"heading": f"h{node.get('level')}", "quote": "blockquote", "box": ""}.get(tag, tag)
    return f"<{name}>{inside}</{name}>" if name else inside


def _spoken(node: dict[str, Any], pictures: Sequence[str]) -> str:
    """Return the words of a node in their language and direction."""
    inside, kept = html_of(node["kids"], pictures), _attributes(node)
    return f"<span{kept}>{inside}</span>" if kept else inside


def _attributes(node: dict[str, Any]) -> str:
    language = f' lang="{escape(node["tongue"])}"' if "tongue" in node else ""
    return language + (f' dir="{node["dir"]}"' if "dir" in node else "")


def _picture(node: dict[str, Any], pictures: Sequence[str]) -> str:
    drawn = f'<img src="{pictures[node["picture"]]}" alt="{escape(node["alt"])}">'
    if node["tag"] == "img":
        return drawn
    caption = html_of(node.get("caption", []), pictures)
    return f"<figure>{drawn}<figcaption>{caption}</figcaption></figure>" if caption else f"<p>{drawn}</p>"


def _list(node: dict[str, Any], pictures: Sequence[str]) -> str:
    tag = node["tag"]
    start = f' start="{node["start"]}"' if node["start"] != 1 else ""
    items = "".join(f"<li{_attributes(one)}>{html_of(one['kids'], pictures)}</li>" for one in node["items"])
    return f"<{tag}{start}>{items}</{tag}>"


def _terms(node: dict[str, Any], pictures: Sequence[str]) -> str:
    items = "".join(
        f"<dt>{html_of(one['term'], pictures)}</dt><dd>{html_of(one['kids'], pictures)}</dd>"
        for one in node["items"]
    )
    return f"<dl>{items}</dl>"


def _table(node: dict[str, Any], pictures: Sequence[str]) -> str:
    caption = html_of(node["caption"], pictures)
    head = "".join(_row(row, pictures, in_head=True) for row in node["head"])
    body = "".join(_row(row, pictures, in_head=False) for row in node["body"])
    # Office programs give columns that say nothing the same width: a sentence stands in a narrow tower then.
    shares = shares_of([*node["head"], *node["body"]]) if "rest" in node["columns"] else []
    columns = "".join(f'<col style="width: {share}%">' for share in shares)
    return (
        "<table>"
        + (f"<caption>{caption}</caption>" if caption else "")
        + (f"<colgroup>{columns}</colgroup>" if columns else "")
        + (f"<thead>{head}</thead>" if head else "")
        + (f"<tbody>{body}</tbody></table>" if body else "</table>")
    )


def _row(cells: list[dict[str, Any]], pictures: Sequence[str], *, in_head: bool) -> str:
    return f"<tr>{''.join(_cell(cell, pictures, in_head=in_head) for cell in cells)}</tr>"


def _cell(cell: dict[str, Any], pictures: Sequence[str], *, in_head: bool) -> str:
    tag = "th" if in_head or cell["names_row"] else "td"
    told = ' scope="col"' if in_head else ' scope="row"' if cell["names_row"] else ""
    if cell.get("class") == "number":
        told += ' style="text-align: right"'
    for name, key in (("colspan", "across"), ("rowspan", "down")):
        if cell[key] > 1:
            told += f' {name}="{cell[key]}"'
    inside = html_of(cell["kids"], pictures)
    kept = _attributes(cell)
    return f"<{tag}{told}>{f'<span{kept}>{inside}</span>' if kept else inside}</{tag}>"


_WRITERS: dict[str, Callable[[dict[str, Any], Sequence[str]], str]] = {
    "img": _picture,
    "figure": _picture,
    "ul": _list,
    "ol": _list,
    "dl": _terms,
    "table": _table,
}
