"""The names that XForms use: namespaces, and paths as the form's own instance has them."""

from typing import Any

from lxml import etree

XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JAVAROSA = "http://openrosa.org/javarosa"
OPENROSA = "http://openrosa.org/xforms"
ODK = "http://www.opendatakit.org/xforms"


def local(element: Any) -> str:
    """Return an element's name without its namespace."""
    return str(etree.QName(element).localname)


def named(element: Any) -> str:
    """Return an element's name as expressions write it: with its prefix, if it has one."""
    name = local(element)
    return f"{element.prefix}:{name}" if element.prefix else name


def jr(name: str) -> str:
    """Return the name of one of JavaRosa's attributes."""
    return f"{{{JAVAROSA}}}{name}"


def joined(path: str, reference: str) -> str:
    """Return the absolute path that a reference means below a path."""
    reference = reference.strip()
    if reference.startswith("/"):
        return reference.replace(" ", "")
    steps = [step for step in path.split("/") if step]
    for step in (part.strip() for part in reference.split("/")):
        if step == ".." and steps:
            steps.pop()
        elif step not in {"", ".", "current()"}:
            steps.append(step)
    return "/" + "/".join(steps)
