"""Asks our provider as a harvester does, and holds every answer against the published schema."""

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from lxml import etree

SCHEMAS = Path(__file__).parent.parent / "schemas"
OAI = "{http://www.openarchives.org/OAI/2.0/}"


@cache
def schema(name: str) -> etree.XMLSchema:
    """Return one of the schemas kept beside the tests."""
    return etree.XMLSchema(etree.parse(SCHEMAS / name))


def ask(reader: Client, query: str = "", *, post: bool = False, **arguments: str) -> Any:
    """Return the root of an answer that the schema has found good. `from_` stands for `from`."""
    given = {name.rstrip("_"): value for name, value in arguments.items()}
    response = reader.post("/oai", given) if post else reader.get(f"/oai?{query or urlencode(given)}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert not response.cookies
    root = etree.fromstring(response.content)
    schema("whole.xsd").assertValid(root)
    return root


def texts(root: Any, name: str) -> list[str]:
    """Return the text of every OAI element of this name."""
    return [each.text or "" for each in root.iter(f"{OAI}{name}")]


def fault(root: Any) -> str:
    """Return the code of the one fault an answer names."""
    (found,) = root.iter(f"{OAI}error")
    assert found.text
    return str(found.get("code"))
