"""Our HSDS profile: changes to the standard's files as JSON Merge Patches (RFC 7386), and what they make."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from whrin.services.hsds.doors import address_of, as_json, for_programmes
from whrin.services.hsds.faults import NothingThere

#: The standard's own files, kept as they are (see the README beside them), and our changes to them.
STANDARD = Path(__file__).parent / "schemas"
CHANGES = Path(__file__).parent / "data" / "profile"
VERSION = "1.0.0"
OPENAPI = "openapi"
#: Of the merged files: they are made of the standard's.
_LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"


def merged(target: Any, patch: Any) -> Any:
    """Return the target with the patch applied, as RFC 7386 says."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def names() -> list[str]:
    """Return the names of the standard's files."""
    return sorted(path.stem for path in STANDARD.glob("*.json"))


def changed_names() -> list[str]:
    """Return the names of those that we change."""
    return sorted(path.stem for path in CHANGES.glob("*.json"))


@cache
def _read(folder: Path, name: str) -> Any:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def changes_to(name: str) -> Any:
    """Return what we change of a file of the standard, with this site's addresses."""
    return _addressed(_read(CHANGES, name))


def made(name: str) -> Any:
    """Return a file of the standard as our profile has it."""
    standard = _read(STANDARD, name)
    return merged(standard, changes_to(name)) if name in changed_names() else standard


def _addressed(value: Any) -> Any:
    words = {
        "{site}": settings.WHRIN_ADDRESS,
        "{root_bare}": address_of().rstrip("/"),
        "{root}": address_of(),
        "{licence_name}": settings.WHRIN_DATA_LICENCE,
        "{licence_address}": settings.WHRIN_DATA_LICENCE_ADDRESS,
    }
    text = json.dumps(value)
    for word, meant in words.items():
        # Inside quotation marks of JSON.
        text = text.replace(word, json.dumps(meant)[1:-1])
    return json.loads(text)


@for_programmes
def root(_request: HttpRequest) -> HttpResponse:
    """Say what this interface is."""
    return as_json(
        {"version": "3.1", "profile": address_of("profile"), "openapi_url": address_of("openapi.json")}
    )


@for_programmes
def openapi(_request: HttpRequest) -> HttpResponse:
    """Give the description of the interface, after OpenAPI 3.1."""
    return as_json(made(OPENAPI))


@for_programmes
def profile(_request: HttpRequest) -> HttpResponse:
    """Describe the profile: what it changes, and where each file is."""
    with override("en"):
        page = settings.WHRIN_ADDRESS + reverse("services:dictionary")
    return as_json(
        {
            "name": "Services for women who use drugs",
            "uri": address_of("profile"),
            "version": VERSION,
            "standard": "Open Referral HSDS 3.1",
            "documentation": page,
            "profile": {name: address_of(f"profile/profile/{name}.json") for name in changed_names()},
            "schema": {name: address_of(f"profile/schema/{name}.json") for name in names()},
            "taxonomies": address_of("taxonomies"),
            "taxonomy_terms": address_of("taxonomy_terms"),
            "license": {
                "data": settings.WHRIN_DATA_LICENCE_ADDRESS,
                "schema": _LICENCE,
                "attribution": "Open Referral, Human Services Data Specification 3.1, changed.",
            },
        }
    )


@for_programmes
def change(_request: HttpRequest, name: str) -> HttpResponse:
    """Give what we change of one file."""
    if name not in changed_names():
        raise NothingThere
    return as_json(changes_to(name))


@for_programmes
def schema(_request: HttpRequest, name: str) -> HttpResponse:
    """Give one file as the profile has it."""
    if name not in names():
        raise NothingThere
    return as_json(made(name))


@for_programmes
def nothing(_request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 -- the address is not ours
    """Say that there is nothing at this address."""
    raise NothingThere
