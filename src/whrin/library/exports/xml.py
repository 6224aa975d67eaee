"""XML built along the paths of the mapping table: `relatedItem[@type=host]/part/detail[@type=volume]/number`.

A step is made once and used again by later paths, unless a plus follows it: `subject+/topic`.
"""

import re
from functools import lru_cache
from typing import Any

from lxml import etree

from whrin.kit.text import sound

Attributes = tuple[tuple[str, str], ...]
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_STEP = re.compile(r"([\w:.-]+)(\+?)((?:\[@[\w:.-]+=[^\]]*\])*)")
_ATTRIBUTE = re.compile(r"\[@([\w:.-]+)=([^\]]*)\]")


@lru_cache(maxsize=256)
def _steps(path: str) -> tuple[tuple[str, bool, Attributes], ...]:
    return tuple(
        (name, bool(plus), tuple(_ATTRIBUTE.findall(rest))) for name, plus, rest in _STEP.findall(path)
    )


def put(parent: Any, path: str, text: str = "", *, language: str = "", **attributes: str) -> Any:
    """Add an element at the end of a path and return it. Names take the namespace of `parent`.

    `language` becomes `xml:lang`.
    """
    *way, (name, _anew, own) = _steps(path)
    for step, is_new, wanted in way:
        parent = _new(parent, step, wanted) if is_new else _there(parent, step, wanted)
    made = _new(parent, name, own)
    made.text = sound(text) or None
    if language and language != "und":
        made.set(LANGUAGE, language)
    for key, value in attributes.items():
        made.set(key, sound(value))
    return made


def _there(parent: Any, name: str, wanted: Attributes) -> Any:
    tag = _tag(parent, name)
    for child in parent.iterchildren(tag):
        if all(child.get(key) == value for key, value in wanted):
            return child
    return _new(parent, name, wanted)


def _new(parent: Any, name: str, attributes: Attributes) -> Any:
    made = etree.SubElement(parent, _tag(parent, name))
    for key, value in attributes:
        made.set(key, value)
    return made


def _tag(parent: Any, name: str) -> str:
    # A page of a harvest makes two thousand elements; `etree.QName` would be a tenth of its time.
    own: str = parent.tag
    return own[: own.rfind("}") + 1] + name


def written(element: Any) -> str:
    """Return an element as indented text, without the XML declaration."""
    etree.indent(element)
    return str(etree.tostring(element, encoding="unicode")) + "\n"
