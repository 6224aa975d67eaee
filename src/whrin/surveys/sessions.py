"""A filling in of a published version: its form read once for a process, and the lists that came as files.

Answers are those of `xform.Session`: texts by place (`/data/site[2]/staff`).
"""

import csv
import io
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import lru_cache
from pathlib import PurePosixPath

from lxml import etree

from whrin.surveys.instances import Instance, name_instance, read_instance
from whrin.surveys.models import Media, Version
from whrin.surveys.xform import Form, FormError, Session, read_form
from whrin.surveys.xform.documents import parsed
from whrin.surveys.xform.submitting import submission
from whrin.surveys.xpath import Environment, Node
from whrin.surveys.xpath.documents import tree_of
from whrin.surveys.xpath.nodes import Kind

#: Read forms that a process keeps; one of 500 questions takes about 5 MB.
_KEPT = 24
#: Rows of one list that comes as a file.
MOST_ROWS = 50_000


@dataclass(frozen=True)
class _Read:
    form: Form
    lists: Mapping[str, Node]


def form_of(version: Version) -> Form:
    """Return what a version asks. Raises `FormError`."""
    return _read(version.pk, version.hash).form


def environment_of(version: Version, zone: tzinfo = UTC) -> Environment:
    """Return the world around one filling in: the lists that the version brings as files."""
    return Environment(zone=zone, instances=_read(version.pk, version.hash).lists)


def session_for(
    version: Version, *, answers: Mapping[str, str] | None = None, language: str = "", zone: tzinfo = UTC
) -> Session:
    """Return a new filling in of a version, or, with `answers`, one taken up again."""
    form, environment = form_of(version), environment_of(version, zone)
    return Session(form, environment, answers=answers, language=language)


def instance_of(session: Session, *, instance_id: str = "", deprecated_id: str = "") -> Instance:
    """Return what is sent of a filling in, without what is not relevant, under a new ID unless it is given.

    `deprecated_id`: of what it replaces. Raises `NotAnAnswer`: there is too much of it.
    """
    root = etree.fromstring(submission(session.form, session.root))
    name_instance(root, instance_id or f"uuid:{uuid.uuid4()}", deprecated_id)
    return read_instance(etree.tostring(root, encoding="UTF-8"))


def lists_of(form: Form, files: Mapping[str, bytes]) -> dict[str, Node]:
    """Return the lists of a form that come as files, by name. `files`: by name; what is not there, or cannot
    be read, is left out.
    """
    found = {}
    for name, address in form.outside.items():
        file = PurePosixPath(address).name
        node = _list(file, files[file]) if file in files else None
        if node is not None:
            found[name] = node
    return found


@lru_cache(maxsize=_KEPT)
def _read(pk: int, _hash: str) -> _Read:
    # Published versions never change; the hash tells apart what stood under a number before (tests).
    form = read_form(bytes(Version.objects.values_list("xform", flat=True).get(pk=pk)))
    names = [PurePosixPath(address).name for address in form.outside.values()]
    rows = Media.objects.filter(version=pk, name__in=names).values_list("name", "content")
    return _Read(form, lists_of(form, {name: bytes(content) for name, content in rows} if names else {}))


def _list(name: str, content: bytes) -> Node | None:
    kind = PurePosixPath(name).suffix.lower()
    try:
        if kind == ".xml":
            return tree_of(parsed(content))
        return _tree(_features(content) if kind == ".geojson" else _rows(content))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, csv.Error, FormError):
        return None


def _rows(content: bytes) -> Iterator[dict[str, str]]:
    text = content.decode("utf-8-sig")
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=separator):
        yield {name.strip(): value or "" for name, value in row.items() if name}


def _features(content: bytes) -> Iterator[dict[str, str]]:
    for feature in json.loads(content)["features"]:
        said = {"id": feature.get("id", ""), **(feature.get("properties") or {})}
        place = (feature.get("geometry") or {}).get("coordinates") or []
        if len(place) >= 2 and not isinstance(place[0], list):
            said["geometry"] = f"{place[1]} {place[0]} 0 0"
        yield {name: str(value) for name, value in said.items() if value is not None}


def _tree(rows: Iterator[dict[str, str]]) -> Node:
    """Return rows as forms look at them: `root/item/COLUMN`."""
    top = Node("", kind=Kind.ROOT)
    root = top.add(Node("root"))
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            break
        item = root.add(Node("item"))
        for name, value in row.items():
            item.add(Node(name, value))
    return top
