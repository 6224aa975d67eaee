"""The data dictionary: every column of the data package, from the models and `fields.FIELDS`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.services.fields import BY_NAME
from whrin.services.models import Claim, Opening, Place, Service, Term

_FILE = Path(__file__).parent / "data" / "tables.json"
MODELS: dict[str, type[models.Model]] = {
    "services": Service,
    "places": Place,
    "openings": Opening,
    "claims": Claim,
    "terms": Term,
}
TITLES: dict[str, Promise] = {
    "services": _("Services"),
    "places": _("Places"),
    "openings": _("Opening hours"),
    "claims": _("What is said of attributes"),
    "terms": _("Words of the map"),
}
#: Who may know it, by the word of the file.
PRIVACY: dict[str, Promise] = {
    "public": _("Everybody"),
    "place": _("Everybody, but only as exactly as the place may be told"),
    "role": _("Everybody; it names a role, never a person"),
}
#: What a column is called that is none of a model.
_OWN_LABELS: dict[str, str | Promise] = {"id": "UUID", "record": _("Address of the record on this site")}


@dataclass(frozen=True)
class Column:
    """A column. `type`, `format`: as Frictionless has them. `choices`: code and meaning. `hsds`: where the
    interface tells it; empty: not there.
    """

    name: str
    type: str
    label: str | Promise
    privacy: str
    hsds: str = ""
    format: str = ""
    choices: tuple[tuple[str, str | Promise], ...] = ()

    @property
    def who(self) -> str:
        """Say who may know it."""
        return str(PRIVACY[self.privacy])


@dataclass(frozen=True)
class Table:
    """A file of the package: `name`.csv."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def title(self) -> str:
        """Say what a row is."""
        return str(TITLES[self.name])


@cache
def written() -> dict[str, Any]:
    """Return the list of columns as it was written down."""
    found: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


@cache
def tables() -> tuple[Table, ...]:
    """Return every table, in order."""
    return tuple(
        Table(name, tuple(table["key"]), tuple(_columns(name, table["columns"])))
        for name, table in written()["tables"].items()
    )


def _columns(table: str, rows: Iterable[dict[str, str]]) -> Iterable[Column]:
    for row in rows:
        field = _field(table, row["name"])
        yield Column(**row, label=_label(table, row["name"], field), choices=_choices(field))
    if table == "terms":
        for code, language in settings.LANGUAGES:
            yield Column(f"label_{code}", "string", language, "public")


def _field(table: str, name: str) -> "models.Field[Any, Any] | None":
    model = MODELS[table]
    known = {field.name: field for field in model._meta.get_fields() if isinstance(field, models.Field)}  # noqa: SLF001 -- Django's documented way to ask a model about itself
    return known.get(name)


def _label(table: str, name: str, field: "models.Field[Any, Any] | None") -> str | Promise:
    if table == "services" and name in BY_NAME:
        return BY_NAME[name].label
    if name == "service" and table != "services":
        return _("UUID of the service")
    if name in _OWN_LABELS:
        return _OWN_LABELS[name]
    return field.verbose_name if field is not None else name


def _choices(field: "models.Field[Any, Any] | None") -> tuple[tuple[str, str | Promise], ...]:
    choices = field.flatchoices if field is not None else []
    return tuple((str(code), words) for code, words in choices)
