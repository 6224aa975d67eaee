"""The schemas of HSDS 3.1 in strict form, offline: what Open Referral's own build makes of them with
`compiletojsonschema --set-additional-properties-false-everywhere`.

As there: a whole organisation has `services` (which then name no organisation), a whole service at a
location has `service` (which then lists no places).
"""

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from whrin.services.hsds.profile import STANDARD, made, names

#: `contents` of a page aside, what a body is checked as.
SERVICE, ORGANISATION, PLACE = "service", "organization", "service_at_location"


def _closed(schema: Any) -> Any:
    """Return the schema with every object shut against what it does not name."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _closed(each) for name, each in schema.items()}
    if found.get("type") == "object" and "properties" in found:
        found["additionalProperties"] = False
    return found


def _as_built(schemas: dict[str, Any], root: str) -> dict[str, Any]:
    found = copy.deepcopy(schemas)
    if root == ORGANISATION:
        found[SERVICE]["properties"].pop("organization", None)
        found[ORGANISATION]["properties"]["services"] = {"type": "array", "items": {"$ref": "service.json"}}
    if root == PLACE:
        found[SERVICE]["properties"].pop("service_at_locations", None)
        found[PLACE]["properties"]["service"] = {"$ref": "service.json"}
    return found


def _checker(schemas: dict[str, Any], root: str) -> Draft202012Validator:
    closed = {name: _closed(each) for name, each in schemas.items()}
    registry: Registry[Any] = Registry().with_resources(
        (f"{name}.json", Resource(contents=each, specification=DRAFT202012)) for name, each in closed.items()
    )
    return Draft202012Validator({"$ref": f"{root}.json"}, registry=registry, format_checker=FormatChecker())


@cache
def standard(root: str) -> Draft202012Validator:
    """Return the strict checker of a kind of thing, after the standard."""
    schemas = {
        name: json.loads((Path(STANDARD) / f"{name}.json").read_text())
        for name in names()
        if name != "openapi"
    }
    return _checker(_as_built(schemas, root), root)


@cache
def ours(root: str) -> Draft202012Validator:
    """Return the strict checker after our profile."""
    return _checker({name: made(name) for name in names() if name != "openapi"}, root)


def faults(thing: Any, root: str) -> list[str]:
    """Return what either finds wrong."""
    return [
        f"{checker.__name__}: {'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"
        for checker in (standard, ours)
        for fault in checker(root).iter_errors(thing)
    ]
