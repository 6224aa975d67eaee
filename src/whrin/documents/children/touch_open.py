"""What pandoc leaves to be done on an ODT and an EPUB: which way the text runs, and no name of a program."""

from pathlib import Path
from typing import Any

from lxml import etree

_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_HTML = "http://www.w3.org/1999/xhtml"
Parts = dict[str, bytes]


def touch_odt(parts: Parts, job: dict[str, Any], _folder: Path) -> None:
    """Have pages and paragraphs run the way of the language, and leave out who wrote the file."""
    meta = etree.fromstring(parts["meta.xml"])
    for element in list(meta.iter(f"{{{_META}}}user-defined", f"{{{_META}}}generator")):
        element.getparent().remove(element)
    _date(meta, job)
    parts["meta.xml"] = _written(meta)
    if job["direction"] != "rtl":
        return
    styles = etree.fromstring(parts["styles.xml"])
    for name in ("page-layout-properties", "paragraph-properties"):
        for properties in styles.iter(f"{{{_STYLE}}}{name}"):
            properties.set(f"{{{_STYLE}}}writing-mode", "rl-tb")
    parts["styles.xml"] = _written(styles)


def touch_epub(parts: Parts, job: dict[str, Any], folder: Path) -> None:
    """Say on every page of a book which way it runs, and what it is called; give it our `house.css`."""
    for name, content in parts.items():
        if name.endswith(".css"):
            parts[name] = (folder / "house.css").read_bytes()
        if name.endswith(".opf"):
            package = etree.fromstring(content)
            _date(package, job)
            parts[name] = _written(package)
        if not name.endswith(".xhtml"):
            continue
        page = etree.fromstring(content)
        page.set("dir", job["direction"])
        for generator in list(page.iter(f"{{{_HTML}}}meta")):
            if generator.get("name") == "generator":
                generator.getparent().remove(generator)
        title = page.find(f"{{{_HTML}}}head/{{{_HTML}}}title")
        if title is not None:
            title.text = job["title"]
        parts[name] = bytes(
            etree.tostring(page, xml_declaration=True, encoding="UTF-8", doctype="<!DOCTYPE html>")
        )


def _date(tree: Any, job: dict[str, Any]) -> None:
    """Give a file the document's own day; pandoc, locked in, knows none."""
    for element in tree.iter():
        if isinstance(element.text, str) and element.text.startswith("1970-01-01"):
            element.text = f"{job['day']}T00:00:00Z"


def _written(tree: Any, **more: str) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", **more))
