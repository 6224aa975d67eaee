"""The history of a record as the standard's metadata: by roles, never by a person."""

import json
from typing import Any
from uuid import UUID

from whrin.services.content import no_finer
from whrin.services.enums import Informant, Precision
from whrin.services.fields import PLACE
from whrin.services.hsds.ids import NAMESPACE, part_of
from whrin.services.hsds.telling.rows import places_of
from whrin.services.hsds.telling.things import Thing
from whrin.services.models import Change, Service

#: From the coarsest.
_FINENESS = (Precision.NONE, Precision.COUNTRY, Precision.CITY, Precision.EXACT)


def history_of(service: Service) -> list[Thing]:
    """Return one entry for each field that was ever changed, the newest first. Reads `service.changes`."""
    told_now = {place.uid: Precision(place.precision) for place in places_of(service)}
    return [_entry(service, change, told_now) for change in service.changes.all()]


def _entry(service: Service, change: Change, told_now: dict[UUID, Precision]) -> Thing:
    old, new = (_shown(change.field, value, told_now) for value in (change.old, change.new))
    kind = "create" if change.old is None else "delete" if change.new is None else "update"
    return {
        "id": part_of(service.uid, "change", str(change.number), change.field),
        "resource_id": str(service.uid),
        "resource_type": "service",
        "last_action_date": change.day.isoformat(),
        "last_action_type": kind,
        "field_name": change.field,
        "previous_value": _text(old),
        "replacement_value": _text(new),
        "updated_by": change.source if change.said_by == Informant.NOT_SAID else change.said_by,
    }


def _shown(field: str, value: Any, told_now: dict[UUID, Precision]) -> Any:
    """Return a value as it may be told now: of a place, nothing finer of earlier days than is told of it
    today; of one that is there no more, the country.
    """
    if not field.startswith(PLACE) or not isinstance(value, dict):
        return value
    precision = value.get("precision", "")
    allowed = min(_level(precision), _level(told_now.get(_uid(field), Precision.COUNTRY)))
    return {**(no_finer({**value, "precision": _FINENESS[allowed]}) or {}), "precision": precision}


def _level(precision: str) -> int:
    return _FINENESS.index(Precision(precision)) if precision in Precision.values else 0


def _uid(field: str) -> UUID:
    try:
        return UUID(field.removeprefix(PLACE))
    except ValueError:
        return NAMESPACE


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
