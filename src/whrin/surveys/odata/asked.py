"""What a programme asks for in the address: `$top`, `$skip`, `$filter` and the like."""

import datetime
import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.http import HttpRequest, QueryDict

from whrin.surveys.odata.errors import BadRequest, CannotDo
from whrin.surveys.odata.filters import Filter, read_filter
from whrin.surveys.odata.sets import SYSTEM, EntitySet

#: Rows of a page, unless fewer or more are preferred; and the most that one gets.
PAGE, LARGEST = 250, 1_000
_KNOWN = {"$top", "$skip", "$count", "$select", "$filter", "$orderby", "$skiptoken", "$format"}
_SIZE = re.compile(r"(?:odata\.)?maxpagesize\s*=\s*(\d{1,9})")
_TOKEN = re.compile(r"(\d{1,18})\.(\d{1,9})\.(\d{4}-\d\d-\d\d)")
#: What can be ordered by, and the column of the row that it is.
_ORDERS = {"__id": "pk", f"{SYSTEM}/submissionDate": "received_on"}


@dataclass(frozen=True)
class Start:
    """Where a page begins: an answer, its day, and how many rows of it stand on the page before."""

    pk: int
    number: int
    day: str

    def token(self) -> str:
        """Return it as a part of an address."""
        return f"{self.pk}.{self.number}.{self.day}"


@dataclass(frozen=True)
class Asked:
    """`top`, `skip`: None and 0 where nothing is said. `order`: fields of the answer's row, with "-" for the
    last first. `select`: paths; empty for all. `given`: the options as they came.
    """

    size: int
    prefers: bool
    top: int | None
    skip: int
    counts: bool
    select: tuple[str, ...]
    filter: Filter | None
    order: tuple[str, ...]
    start: Start | None
    given: tuple[tuple[str, str], ...]

    def limit(self) -> int:
        """Return how many rows this page has at most."""
        return self.size if self.top is None else min(self.size, self.top)

    def next_query(self, start: Start) -> str:
        """Return the query of the page that begins there."""
        told = {name: text for name, text in self.given if name not in {"$skip", "$skiptoken"}}
        if self.top is not None:
            told["$top"] = str(self.top - self.limit())
        return urlencode({**told, "$skiptoken": start.token()}, safe="$", quote_via=quote)


def read_asked(request: HttpRequest, entities: EntitySet) -> Asked:
    """Return what is asked. Raises `BadRequest`, `CannotDo`."""
    query = request.GET
    _refuse_unknown(query)
    prefers = _SIZE.search(request.headers.get("Prefer", ""))
    size = min(LARGEST, max(1, int(prefers[1]))) if prefers else PAGE
    return Asked(
        size=size,
        prefers=bool(prefers),
        top=_number(query, "$top"),
        skip=_number(query, "$skip") or 0,
        counts=_truth(query, "$count"),
        select=_select(query.get("$select", ""), entities),
        filter=read_filter(query["$filter"], entities) if "$filter" in query else None,
        order=_order(query.get("$orderby", ""), entities),
        start=_start(query),
        given=tuple((name, query.get(name, "")) for name in query if name.startswith("$")),
    )


def _refuse_unknown(query: QueryDict) -> None:
    for name in query:
        if name.startswith("$") and name not in _KNOWN:
            raise CannotDo(name)
        if name in _KNOWN and len(query.getlist(name)) > 1:
            raise BadRequest(name)
    if query.get("$format", "json").partition(";")[0] not in {"json", "application/json"}:
        raise CannotDo("$format")


def _number(query: QueryDict, name: str) -> int | None:
    text = query.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadRequest(f"{name}={text}")
    return int(text)


def _truth(query: QueryDict, name: str) -> bool:
    text = query.get(name, "false")
    if text not in {"true", "false"}:
        raise BadRequest(f"{name}={text}")
    return text == "true"


def _select(text: str, entities: EntitySet) -> tuple[str, ...]:
    paths = tuple(path.strip() for path in text.split(",") if path.strip())
    if "*" in paths:
        return ()
    for path in paths:
        if not entities.has(path):
            raise BadRequest(path)
    return paths


def _order(text: str, entities: EntitySet) -> tuple[str, ...]:
    if not text.strip():
        return ("pk",)
    name, _space, way = text.strip().partition(" ")
    if entities.repeat or name not in _ORDERS or way.strip() not in {"", "asc", "desc"}:
        raise CannotDo(f"$orderby={text}")
    sign = "-" if way.strip() == "desc" else ""
    column = _ORDERS[name]
    return (f"{sign}pk",) if column == "pk" else (f"{sign}{column}", f"{sign}pk")


def _start(query: QueryDict) -> Start | None:
    text = query.get("$skiptoken")
    if text is None:
        return None
    found = _TOKEN.fullmatch(text)
    try:
        datetime.date.fromisoformat(found[3] if found else "")
    except ValueError:
        raise BadRequest("$skiptoken") from None
    return Start(int(found[1]), int(found[2]), found[3]) if found else None
