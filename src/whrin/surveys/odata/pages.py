"""What a feed answers: the service document, the metadata, sets, single answers, counts."""

import json
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from whrin.surveys.models import Answer, Form
from whrin.surveys.odata.asked import Asked, read_asked
from whrin.surveys.odata.doors import for_feeds
from whrin.surveys.odata.errors import BadRequest, NothingThere
from whrin.surveys.odata.metadata import metadata_of, service_of
from whrin.surveys.odata.reading import Reader
from whrin.surveys.odata.sets import MAIN, Entity, EntitySet, sets_of
from whrin.surveys.tables.joining import Joined, join
from whrin.surveys.tables.rows import rows_of

_ONE = re.compile(rf"{MAIN}\((?:__id=)?(\d{{1,18}})\)")
_JSON = "application/json;odata.metadata=minimal;charset=utf-8"


@for_feeds
def service(request: HttpRequest, form: Form, rest: str) -> HttpResponse:
    """Answer whatever is asked of one form."""
    joined = join(form)
    sets = sets_of(joined)
    if rest == "":
        return _json(service_of(_context(request, form), sets))
    if rest == "$metadata":
        return HttpResponse(metadata_of(form.form_id, sets), content_type="application/xml")
    if found := _ONE.fullmatch(rest):
        return _one(request, form, joined, sets[MAIN], int(found[1]))
    name, _slash, part = rest.partition("/")
    if name not in sets or part not in {"", "$count"}:
        raise NothingThere
    asked = read_asked(request, sets[name])
    if part:
        # Of all pages, whatever is asked of one.
        counted = Reader(form, joined, sets[name], asked).count()
        return HttpResponse(str(counted), content_type="text/plain; charset=utf-8")
    return _page(request, form, joined, sets[name], asked)


@for_feeds
def nothing(request: HttpRequest, form: Form, rest: str) -> HttpResponse:  # noqa: ARG001 -- the door asks first
    """Say that there is nothing at this address."""
    raise NothingThere


def _page(
    request: HttpRequest, form: Form, joined: Joined, entities: EntitySet, asked: Asked
) -> HttpResponse:
    reader = Reader(form, joined, entities, asked)
    page = reader.page()
    chosen = f"({','.join(asked.select)})" if asked.select else ""
    told: dict[str, Any] = {"@odata.context": f"{_context(request, form)}#{entities.name}{chosen}"}
    if asked.counts:
        told["@odata.count"] = reader.count()
    told["value"] = [_selected(entity, asked.select) for entity in page.entities]
    if page.next:
        address = request.build_absolute_uri(request.path)
        told["@odata.nextLink"] = f"{address}?{asked.next_query(page.next)}"
    response = _json(told)
    if asked.prefers:
        response["Preference-Applied"] = f"odata.maxpagesize={asked.size}"
    return response


def _one(request: HttpRequest, form: Form, joined: Joined, main: EntitySet, pk: int) -> HttpResponse:
    asked = read_asked(request, main)
    if asked.filter or asked.top is not None or asked.counts:
        raise BadRequest(MAIN)
    row = next(rows_of(form, answers=Answer.objects.filter(pk=pk), joined=joined), None)
    if row is None:
        raise NothingThere
    entity = next(main.entities(row))
    context = f"{_context(request, form)}#{MAIN}/$entity"
    return _json({"@odata.context": context, **_selected(entity, asked.select)})


def _selected(entity: Entity, select: tuple[str, ...]) -> Entity:
    if not select:
        return entity
    found: Entity = {}
    for path in select:
        *above, name = path.split("/")
        inside, place = entity, found
        for step in above:
            inside, place = inside[step], place.setdefault(step, {})
        place[name] = inside[name]
    return found


def _context(request: HttpRequest, form: Form) -> str:
    """Return the address of the metadata, on the host by which the programme came."""
    return request.build_absolute_uri(reverse("odata:service", args=[form.form_id])) + "$metadata"


def _json(told: dict[str, Any]) -> HttpResponse:
    return HttpResponse(json.dumps(told, ensure_ascii=False).encode(), content_type=_JSON)
