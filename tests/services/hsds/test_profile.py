"""The profile: its own address, its changes, the files they make, and a description of the interface."""

import json
from uuid import uuid5

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from whrin.services.hsds.ids import NAMESPACE, part_of
from whrin.services.hsds.profile import changed_names, made, merged, names

_ROOT = "/hsds/3.1/"


def test_a_programme_finds_the_profile_from_the_root(client: Client, db: None) -> None:
    root = client.get("/hsds/3.1/").json()
    assert root["version"] == "3.1"
    profile = client.get(root["profile"]).json()
    assert set(profile["profile"]) == set(changed_names())
    for address in (*profile["profile"].values(), *profile["schema"].values(), root["openapi_url"]):
        assert client.get(address).status_code == 200, address
    assert b"service.attributes" in client.get(profile["documentation"]).content


def test_what_the_changes_make_is_a_json_schema() -> None:
    for name in names():
        if name != "openapi":
            schema = made(name)
            assert validator_for(schema, default=Draft202012Validator) is Draft202012Validator
            Draft202012Validator.check_schema(schema)
            assert set(schema.get("required", ())) <= set(schema["properties"])


def test_a_patch_is_applied_as_the_rfc_says() -> None:
    # From RFC 7386, appendix A.
    for target, patch, result in (
        ({"a": "b"}, {"a": None}, {}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ):
        assert merged(target, patch) == result


def test_parts_have_ids_of_version_five() -> None:
    for name in ("", "a", "claim/naloxone", "Ж", *map(str, range(64))):
        assert part_of(NAMESPACE, "x", name) == str(uuid5(NAMESPACE, f"x/{name}"))


@pytest.mark.django_db
def test_the_description_names_every_address_and_only_reading(client: Client) -> None:
    described = client.get(_ROOT + "openapi.json").json()
    assert "REQUIRED --" not in json.dumps(described)
    assert "openreferral/specification/3.0" not in json.dumps(described)
    for address, operations in described["paths"].items():
        assert "post" not in operations
        if "{id}" not in address:
            assert client.get(_ROOT + address.lstrip("/")).status_code == 200, address
