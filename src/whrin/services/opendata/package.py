"""The data package: a ZIP of CSV files with a `datapackage.json` after Frictionless (Data Package 1.0).

The same records give the same bytes on the same day: rows in the order of their making, no times.
"""

import csv
import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from whrin.kit.days import today
from whrin.services.opendata.dictionary import Table, tables
from whrin.services.opendata.tables import cells, rows_of, term_rows
from whrin.services.queries import public_services, with_everything

Progress = Callable[[int], None]
_CHUNK = 500
_TERMS = "terms"
#: The standard's word for a file whose every row fits its schema.
_PROFILE = "tabular-data-resource"
#: A ZIP has times; these say nothing.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def write_package(path: Path, progress: Progress) -> dict[str, Any]:
    """Write the package, and return what its `datapackage.json` says. `progress` hears how many records
    were written.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as place:
        folder = Path(place)
        counts = _write_tables(folder, progress)
        said = describe(folder, counts)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(
                archive,
                "datapackage.json",
                io.BytesIO(json.dumps(said, ensure_ascii=False, indent=1).encode()),
            )
            for table in tables():
                with _file(folder, table).open("rb") as written:
                    _put(archive, f"{table.name}.csv", written)
    return said


def _put(archive: zipfile.ZipFile, name: str, content: IO[bytes]) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as inside:
        shutil.copyfileobj(content, inside)


def _file(folder: Path, table: Table) -> Path:
    return folder / f"{table.name}.csv"


def _write_tables(folder: Path, progress: Progress) -> dict[str, int]:
    by_name = {table.name: table for table in tables()}
    files = {
        name: _file(folder, table).open("w", encoding="utf-8", newline="") for name, table in by_name.items()
    }
    counts = dict.fromkeys(by_name, 0)
    try:
        writers = {name: csv.writer(file) for name, file in files.items()}
        for name, table in by_name.items():
            writers[name].writerow(column.name for column in table.columns)
        records = with_everything(public_services().order_by("pk")).iterator(chunk_size=_CHUNK)
        for number, service in enumerate(records, start=1):
            for name, rows in rows_of(service).items():
                writers[name].writerows(cells(by_name[name], rows))
                counts[name] += len(rows)
            if number % _CHUNK == 0:
                progress(number)
        terms = list(cells(by_name[_TERMS], term_rows()))
        writers[_TERMS].writerows(terms)
        counts[_TERMS] = len(terms)
    finally:
        for file in files.values():
            file.close()
    return counts


def describe(folder: Path, counts: dict[str, int]) -> dict[str, Any]:
    """Return the `datapackage.json` of CSV files in a folder."""
    day = today().isoformat()
    return {
        "profile": "tabular-data-package",
        "name": "services-for-women-who-use-drugs",
        "title": "Harm reduction services for women who use drugs",
        "homepage": f"{settings.WHRIN_ADDRESS}/en/services/data/",
        "version": day,
        "created": f"{day}T00:00:00Z",
        "licenses": [{"title": settings.WHRIN_DATA_LICENCE, "path": settings.WHRIN_DATA_LICENCE_ADDRESS}],
        "description": "Every public record of the map on the day of the version. Places are told as exactly "
        "as their precision says and no more. Records can be withdrawn: take the package anew before you use "
        "it, and delete what is gone.",
        "contributors": [{"title": "Women and Harm Reduction International Network", "role": "publisher"}],
        "resources": [_resource(folder, table, counts[table.name]) for table in tables()],
    }


def _resource(folder: Path, table: Table, count: int) -> dict[str, Any]:
    content = _file(folder, table).read_bytes()
    return {
        "profile": _PROFILE,
        "name": table.name,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rowCount": count,
        "schema": schema_of(table),
    }


def schema_of(table: Table) -> dict[str, Any]:
    """Return the Table Schema of a table."""
    fields = []
    for column in table.columns:
        field: dict[str, Any] = {"name": column.name, "type": column.type}
        if column.format:
            field["format"] = column.format
        if column.choices:
            field["constraints"] = {"enum": [code for code, _words in column.choices]}
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}
    if any(column.name == "service" for column in table.columns):
        schema["foreignKeys"] = [
            {"fields": ["service"], "reference": {"resource": "services", "fields": ["id"]}}
        ]
    return schema
