"""The metadata document (CSDL XML 4.0) and the service document of a feed."""

from collections.abc import Mapping
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from whrin.surveys.odata.sets import MAIN, SYSTEM, SYSTEM_FIELDS, EntitySet, Group, free, identifier, type_of

_EDMX = "http://docs.oasis-open.org/odata/ns/edmx"
_EDM = "http://docs.oasis-open.org/odata/ns/edm"
_SYSTEM_TYPE = "System"


def metadata_of(form_id: str, sets: Mapping[str, EntitySet]) -> bytes:
    """Return the metadata document of a form's sets."""
    edmx = ElementMaker(namespace=_EDMX, nsmap={"edmx": _EDMX})
    edm = ElementMaker(namespace=_EDM, nsmap={None: _EDM})
    space = space_of(form_id)
    schema = edm.Schema(Namespace=space)
    for one in sets.values():
        schema.append(_entity_type(edm, schema, space, one))
    fields = (edm.Property(Name=name, Type=kind) for name, kind in SYSTEM_FIELDS.items())
    schema.append(edm.ComplexType(*fields, Name=_SYSTEM_TYPE))
    container = edm.EntityContainer(Name="Container")
    for name in sets:
        container.append(edm.EntitySet(Name=name, EntityType=f"{space}.{name}"))
    schema.append(container)
    document = edmx.Edmx(edmx.DataServices(schema), Version="4.0")
    written: bytes = etree.tostring(document, xml_declaration=True, encoding="UTF-8")
    return written


def space_of(form_id: str) -> str:
    """Return the namespace of a form's types."""
    return f"whrin.form_{identifier(form_id)}"


def service_of(context: str, sets: Mapping[str, EntitySet]) -> dict[str, Any]:
    """Return the service document. `context`: address of the metadata."""
    named = [{"name": name, "kind": "EntitySet", "url": name} for name in sets]
    return {"@odata.context": context, "value": named}


def _entity_type(edm: Any, schema: Any, space: str, one: EntitySet) -> Any:
    made = edm.EntityType(edm.Key(edm.PropertyRef(Name="__id")), Name=one.name)
    for name, kind in one.keys.items():
        made.append(edm.Property(Name=name, Type=kind, Nullable="false"))
    if one.name == MAIN:
        made.append(edm.Property(Name=SYSTEM, Type=f"{space}.{_SYSTEM_TYPE}", Nullable="false"))
    _fill(edm, schema, space, made, one.name, one.inside)
    return made


def _fill(edm: Any, schema: Any, space: str, made: Any, name: str, group: Group) -> None:
    """Put what stands in a group into its type, and the types of its groups into the schema."""
    for own, column in group.columns.items():
        made.append(edm.Property(Name=own, Type=type_of(column)))
    for own, inner in group.groups.items():
        below = free(f"Group_{name}_{own}", {one.get("Name") for one in schema})
        made.append(edm.Property(Name=own, Type=f"{space}.{below}", Nullable="false"))
        kind = edm.ComplexType(Name=below)
        schema.append(kind)
        _fill(edm, schema, space, kind, f"{name}_{own}", inner)
