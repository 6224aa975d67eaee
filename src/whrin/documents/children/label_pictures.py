"""Turns the words in our SVG pictures into outlines, shaped as the setter shapes text.

Programs that read SVG take one font for a run of text and put the marks of Arabic, Hindi or Burmese where
they like. So each label is set by the setter, and its outline stands where the words stood. A label says its
size, weight, anchor and direction in attributes, of itself or of what it stands in; styles by class are not
looked up.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d*\.?\d+")
_BEGINNING = "M 0 0"
_ABSOLUTE = re.compile("[A-Y]")
#: What a label has and an outline has not.
_OF_TEXT = (
    "x", "y", "dx", "dy", "text-anchor", "dominant-baseline", "font-size", "font-weight", "font-family",
)  # fmt: skip
_SETTER = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let job = json("labels.json")
#set text(font: job.fonts, fallback: false, top-edge: "ascender", bottom-edge: "baseline")
#for it in job.labels {
  page(text(size: it.size * 1pt, weight: it.weight, dir: if it.rtl { rtl } else { ltr }, it.words))
}
"""


@dataclass(frozen=True)
class _Label:
    element: Any
    words: str
    x: float
    y: float

    def said(self) -> dict[str, Any]:
        weight = _inherited(self.element, "font-weight", "normal")
        return {
            "words": self.words,
            "size": self.size,
            "weight": "bold" if weight == "bold" or (weight >= "600" and weight.isdigit()) else "regular",
            "rtl": _is_rtl(self.words, _inherited(self.element, "direction", "")),
        }

    @property
    def size(self) -> float:
        return _number(_inherited(self.element, "font-size", "16"), 16)

    def moved(self, width: float, height: float) -> str:
        """Return where an outline of this size goes, so that the words stand where they stood."""
        back = {"middle": width / 2, "end": width}.get(_inherited(self.element, "text-anchor", "start"), 0)
        sunk = _inherited(self.element, "dominant-baseline", "") in {"middle", "central"}
        up = height - (0.36 * self.size if sunk else 0)
        return f"translate({self.x - back:.3f} {self.y - up:.3f})"


def label_pictures(folder: Path, families: Sequence[str], compiled: Any) -> None:
    """Rewrite every `folder/*.svg`. `compiled(path)` sets a file and returns its pages as SVG."""
    trees = {path: etree.parse(path).getroot() for path in sorted(folder.glob("*.svg"))}
    texts = [text for tree in trees.values() for text in tree.iter(f"{_SVG}text")]
    labels = [label for text in texts for label in _labels(text)]
    if labels:
        told = {"fonts": list(families), "labels": [label.said() for label in labels]}
        (folder / "labels.json").write_text(json.dumps(told), encoding="utf-8")
        (folder / "labels.typ").write_text(_SETTER, encoding="utf-8")
        for label, page in zip(labels, compiled(folder / "labels.typ"), strict=True):
            _outline(label, etree.fromstring(page))
    for text in texts:
        _empty(text)
    for path, tree in trees.items():
        path.write_bytes(etree.tostring(tree))


def _labels(text: Any) -> Iterator[_Label]:
    """Yield the runs of words of a text: a tspan with a place of its own begins a new one."""
    x, y = _number(text.get("x", "0")), _number(text.get("y", "0"))
    words = text.text or ""
    for span in text:
        if any(name in span.attrib for name in ("x", "y", "dy")):
            yield from _run(text, words, x, y)
            words = ""
            x = _number(span.get("x"), x)
            y = _number(span.get("y"), y) + _length(span.get("dy", "0"), text)
        words += ("".join(span.itertext()) if span.tag == f"{_SVG}tspan" else "") + (span.tail or "")
    yield from _run(text, words, x, y)


def _run(text: Any, words: str, x: float, y: float) -> Iterator[_Label]:
    clean = " ".join(words.split())
    if clean:
        yield _Label(text, clean, x, y)


def _outline(label: _Label, page: Any) -> None:
    """Put an outline into the text that it is of."""
    width, height = (_number(page.get(name)) for name in ("width", "height"))
    group = etree.SubElement(label.element, f"{_SVG}g", transform=label.moved(width, height))
    group.set("data-outline", "")
    shapes = {symbol.get("id"): symbol for symbol in page.iter(f"{_SVG}symbol")}
    for part in page.findall(f"{_SVG}g"):
        drawn = " ".join(_shape(used, shapes) for used in part.iter(f"{_SVG}use"))
        if drawn:
            etree.SubElement(group, f"{_SVG}path", d=drawn, transform=part.get("transform"))


def _shape(used: Any, shapes: dict[str, Any]) -> str:
    """Return the path of one glyph at its place. A run is one path: alone, straight letters are drawn as
    boxes by some readers, without smooth edges.
    """
    name = next(value for key, value in used.items() if key.endswith("href")).removeprefix("#")
    [path] = shapes[name]
    written = path.get("d")
    # Typst writes a glyph relative to its beginning, so a new beginning is all that it takes.
    if not written.startswith(_BEGINNING) or _ABSOLUTE.search(written[len(_BEGINNING) :]):
        raise ValueError("no outline as Typst writes them")
    return f"M {used.get('x', '0')} {used.get('y', '0')}{written[len(_BEGINNING) :]}"


def _empty(text: Any) -> None:
    """Leave of a text only its outlines and what colours them."""
    text.text = None
    for child in list(text):
        if "data-outline" in child.attrib:
            child.tail = None
            del child.attrib["data-outline"]
        else:
            text.remove(child)
    for name in _OF_TEXT:
        text.attrib.pop(name, None)
    text.tag = f"{_SVG}g"


def _inherited(element: Any, name: str, otherwise: str) -> str:
    for one in (element, *element.iterancestors()):
        style = re.search(rf"(?:^|;)\s*{name}\s*:\s*([^;]+)", one.get("style", ""))
        if style or name in one.attrib:
            return (style[1] if style else one.get(name)).strip()
    return otherwise


def _number(written: str | None, otherwise: float = 0) -> float:
    found = _NUMBER.match((written or "").strip())
    return float(found[0]) if found else otherwise


def _length(written: str, text: Any) -> float:
    size = _number(_inherited(text, "font-size", "16"), 16)
    return _number(written) * (size if written.strip().endswith("em") else 1)


def _is_rtl(words: str, told: str) -> bool:
    if told in {"rtl", "ltr"}:
        return told == "rtl"
    kinds = (unicodedata.bidirectional(sign) for sign in words)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"
