"""Plays recorded evaluations (`recordings/README.md`) with our evaluator."""

import gzip
import json
import math
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from whrin.surveys.xpath import Environment, Frame, Node, compile_expression
from whrin.surveys.xpath.documents import tree_of
from whrin.surveys.xpath.nodes import Kind
from whrin.surveys.xpath.values import to_number, to_text, to_truth

RECORDINGS = Path(__file__).parent / "recordings"
#: Where and when the recording engine ran.
ZONE = ZoneInfo("America/Phoenix")
CLOCK = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)

Vector = dict[str, Any]


@lru_cache
def vectors() -> list[Vector]:
    """Return all recorded evaluations."""
    loaded: list[Vector] = json.loads(gzip.decompress((RECORDINGS / "xpath_vectors.json.gz").read_bytes()))
    return loaded


@lru_cache(maxsize=256)
def document(source: str) -> Node:
    """Return the tree of a recorded document."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return tree_of(etree.fromstring(source.encode(), parser), {"http://www.w3.org/1999/xhtml": "xhtml"})


def place(source: str, path: str) -> Node:
    """Return the node at a recorded path: numbers count all children, from 0, a document type among them."""
    node = document(source)
    steps = [step for step in path.split("/") if step]
    for depth, step in enumerate(steps):
        if step.startswith("@"):
            node = next(other for other in node.attributes if other.name == step[1:])
            continue
        shift = 1 if depth == 0 and source.lstrip().startswith("<!DOCTYPE") else 0
        node = node.children[int(step) - shift]
    return node


def path_of(source: str, node: Node) -> str:
    """Return a node's path as the recording writes it."""
    steps: list[str] = []
    while node.parent is not None:
        if node.kind is Kind.ATTRIBUTE:
            steps.append(f"@{node.name}")
        else:
            number = next(count for count, other in enumerate(node.parent.children) if other is node)
            doctype = node.parent.parent is None and source.lstrip().startswith("<!DOCTYPE")
            steps.append(str(number + doctype))
        node = node.parent
    return "/" + "/".join(reversed(steps))


def frame(vector: Vector) -> Frame:
    """Return where a recorded expression stood."""
    root = document(vector["doc"])
    instances: dict[str, Node] = {}
    for node in root.below():
        names = [other.value for other in node.attributes if other.name == "id"]
        if node.name == "instance" and names:
            instances[str(names[0])] = node
    return Frame(place(vector["doc"], vector["ctx"]), Environment(ZONE, lambda: CLOCK, instances))


def ours(vector: Vector) -> Any:
    """Return what we answer, in the kind that was recorded."""
    value = compile_expression(vector["expr"]).value(frame(vector))
    kind = vector["resultType"]
    if "nodes" in vector:
        return [path_of(vector["doc"], node) for node in value] if isinstance(value, list) else None
    if kind == 1:
        return to_number(value)
    if kind == 2:
        return to_text(value)
    if kind == 3:
        return to_truth(value)
    if "string" in vector:
        return to_text(value)
    return isinstance(value, list) and bool(value) == vector.get("anynode")


def recorded(vector: Vector) -> Any:
    """Return what the recording engine answered."""
    kind = vector["resultType"]
    if "nodes" in vector:
        return vector["nodes"]
    if kind == 1:
        return float(vector["number"].replace("Infinity", "inf"))
    if kind in {2, 3}:
        return vector["string" if kind == 2 else "boolean"]
    return vector.get("string", True)


def same(left: Any, right: Any) -> bool:
    """Tell whether two answers are the same; numbers to twelve digits."""
    if isinstance(left, float) and isinstance(right, float):
        return (math.isnan(left) and math.isnan(right)) or math.isclose(
            left, right, rel_tol=1e-12, abs_tol=1e-12
        )
    return bool(left == right)
