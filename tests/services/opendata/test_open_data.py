"""Open data: the package, the dictionary, what changed, and datasets that others register."""

import csv
import datetime
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models
from django.test import Client

from tests.services import making
from whrin.services.actions import change_service, withdraw_service
from whrin.services.enums import Source
from whrin.services.fields import FIELDS
from whrin.services.models import Change, Service
from whrin.services.opendata import keeping, registry
from whrin.services.opendata.dictionary import MODELS, tables, written
from whrin.services.opendata.registry import Dataset, Version, register_datasets
from whrin.services.opendata.tasks import make_package

_PACKAGE = "/en/services/data/package/"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    for path in keeping.folder().iterdir():
        path.unlink()
    yield
    registry._sources.pop("test", None)


def _taken(client: Client) -> tuple[dict[str, Any], dict[str, list[dict[str, str]]], bytes]:
    answer = client.get(_PACKAGE)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    content = answer.getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = json.loads(archive.read("datapackage.json"))
        files = {each["name"]: archive.read(each["path"]) for each in said["resources"]}
    for each in said["resources"]:
        assert each["hash"] == f"sha256:{hashlib.sha256(files[each['name']]).hexdigest()}"
    rows = {name: list(csv.DictReader(io.StringIO(file.decode()))) for name, file in files.items()}
    return said, rows, content


@pytest.mark.django_db
def test_anybody_takes_everything_public_and_nothing_hidden(client: Client) -> None:
    making.service(
        name="=cmd()",
        openings=[[1, 540, 1020, True]],
        languages=["sw", "en"],
        **{"place:new-1": making.HOUSE, "claim:naloxone": making.claim("partly")},
    )
    hidden = making.service(name="Hidden", **{"place:new-1": making.HOUSE})
    field = f"place:{hidden.places.get().uid.hex}"
    change_service(service=hidden, content={field: making.HIDDEN}, origin=making.FROM_DESK, by=None)
    said, rows, content = _taken(client)
    assert said["licenses"][0]["path"].startswith("https://creativecommons.org/")
    for resource in said["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert all(list(row) == names for row in rows[resource["name"]])
        assert len(rows[resource["name"]]) == resource["rowCount"]
    # No spreadsheet runs what somebody wrote.
    assert [row["name"] for row in rows["services"]] == ["'=cmd()", "Hidden"]
    assert [row["precision"] for row in rows["places"]] == ["exact", "city"]
    assert [row["latitude"] for row in rows["places"]] == ["-1.28333", ""]
    assert rows["claims"][0]["term"] == "naloxone"
    assert rows["openings"][0]["for_women"] == "true"
    keeping.newest().path.unlink()  # type: ignore[union-attr] -- it was just taken
    keeping.sweep()
    assert _taken(client)[2] == content


@pytest.mark.django_db
def test_of_a_withdrawn_record_nothing_is_left_in_the_folder(client: Client) -> None:
    making.service(name="Stays")
    gone = making.service(name="Vanishes")
    _taken(client)
    [old] = keeping.folder().glob("*.zip")
    withdraw_service(service=gone, by=None, source=Source.ORGANISATION)
    assert [row["name"] for row in _taken(client)[1]["services"]] == ["Stays"]
    assert not old.exists()


@pytest.mark.django_db
def test_a_large_package_is_made_in_the_background(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    making.service()
    monkeypatch.setattr(keeping, "AT_ONCE", 0)
    waiting = client.get(_PACKAGE)
    assert (waiting.status_code, waiting["Refresh"]) == (202, "5")
    assert keeping.asked_for() == 0
    make_package.func()
    assert len(_taken(client)[1]["services"]) == 1
    tag = f'"{keeping.newest().sha256}"'  # type: ignore[union-attr] -- it was just taken
    assert client.get(_PACKAGE, headers={"if-none-match": tag}).status_code == 304


def test_the_dictionary_names_everything_that_is_kept_of_a_record() -> None:
    columns = {table.name: {column.name for column in table.columns} for table in tables()}
    assert {field.name for field in FIELDS} - {"openings"} <= columns["services"]
    held_back = written()["held_back"]
    for name, model in MODELS.items():
        known = {
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, models.Field) and field.name not in {"id", "uid"}
        }
        assert known - columns[name] == set(held_back[model._meta.model_name or ""]), name


@pytest.mark.django_db
def test_anybody_reads_what_each_field_means_and_what_changed(client: Client) -> None:
    service = making.service()
    change_service(service=service, content={"name": "Renamed"}, origin=making.FROM_DESK, by=None)
    Change.objects.filter(number=2).update(day=datetime.date(2026, 1, 31))
    Service.objects.update(created_on=datetime.date(2025, 12, 1))
    page = client.get("/en/services/data/").content.decode()
    assert page.index("January 2026") < page.index("December 2025")
    assert "Datasets" not in page
    assert "service.eligibility_description" in client.get("/en/services/data/dictionary/").content.decode()
    assert client.get("/en/services/data/sets/nothing/").status_code == 404


@pytest.mark.django_db
def test_a_registered_dataset_is_shown_and_can_be_taken(client: Client) -> None:
    content = b"country,answer\nKE,12\n"
    digest = hashlib.sha256(content).hexdigest()
    version = Version(
        datetime.date(2026, 11, 1), "round.csv", "text/csv", digest, len(content), lambda: content
    )
    register_datasets(
        "test", lambda: [Dataset("round-1", "Round", "en", "Asked.", 12, "Below five.", (version,))]
    )
    assert "12 informants" in client.get("/en/services/data/").content.decode()
    page = client.get("/en/services/data/sets/round-1/").content.decode()
    assert "Below five." in page
    assert digest in page
    taken = client.get("/en/services/data/sets/round-1/2026-11-01/round.csv")
    assert taken.content == content
    assert client.get("/en/services/data/sets/round-1/2026-11-02/round.csv").status_code == 404
