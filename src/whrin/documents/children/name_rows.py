"""Tells screen readers which cells of a table name its rows: the setter tells only those of columns."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


def name_rows(pdf: bytes, tree: list[Any]) -> bytes:
    """Return the PDF with its cells that name a row marked as such. `tree` is what it was set from."""
    tables = list(_tables(tree))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for told, found in zip(tables, list(_of_kind(opened.Root.StructTreeRoot, "/Table")), strict=True):
            rows = list(_of_kind(found, "/TR", stop="/Table"))
            for told_row, row in zip([*told["head"], *told["body"]], rows, strict=True):
                for told_cell, cell in zip(told_row, _kids(row), strict=True):
                    if told_cell["names_row"]:
                        cell.S = Name.TH
                        cell.A = _with_scope(cell.get("/A"))
        written = io.BytesIO()
        opened.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _with_scope(attributes: Any) -> Any:
    scope = Dictionary(O=Name.Table, Scope=Name.Row)
    if attributes is None:
        return Array([scope])
    return Array([scope, *(attributes if isinstance(attributes, Array) else [attributes])])


def _tables(nodes: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield the tables of a tree, each before those within its cells."""
    for node in nodes:
        if not isinstance(node, dict):
            continue
        if node.get("tag") == "table":
            yield node
            for row in [*node["head"], *node["body"]]:
                for cell in row:
                    yield from _tables(cell["kids"])
        yield from _tables(node.get("kids", []))
        yield from _tables(node.get("items", []))


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return [one for one in (kids if isinstance(kids, Array) else [kids]) if isinstance(one, Dictionary)]


def _of_kind(element: Any, kind: str, stop: str = "") -> Iterator[Any]:
    """Yield the elements of one kind below another, from the first to the last; not within `stop`."""
    for kid in _kids(element):
        name = str(kid.get("/S", ""))
        if name == kind:
            yield kid
        if name and name != stop:
            yield from _of_kind(kid, kind, stop)
