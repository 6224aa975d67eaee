"""Finds what harvesters get: works that are public, and those that were.

The order is that of the last change, then of the number; a page begins after the last record given, so a
harvest neither skips nor loops while works change under it.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from whrin.library.enums import Status
from whrin.library.models import Work
from whrin.library.oai import tokens
from whrin.library.oai.arguments import Asked
from whrin.library.oai.faults import NothingMatches, UnknownIdentifier
from whrin.library.oai.formats import format_of
from whrin.library.oai.names import work_id_of
from whrin.library.oai.relations import attach_all, attach_for_headers
from whrin.library.oai.sets import members
from whrin.library.oai.tokens import Place

PAGE = 100


@dataclass(frozen=True)
class Page:
    """Part of a list. `begun_at`: how many records came before; `next_place`: None on the last part."""

    works: Sequence[Work]
    prefix: str
    begun_at: int
    size: int
    next_place: Place | None


def ever_public() -> QuerySet[Work]:
    """Return the works that are public, or were: whatever became of one, its day of publication stays."""
    return Work.objects.filter(published_on__isnull=False)


def is_deleted(work: Work) -> bool:
    """Tell whether only the headstone of a work is given: withdrawn, merged away, or in work again."""
    return work.status != Status.PUBLISHED


def earliest() -> datetime.datetime | None:
    """Return the oldest date of a record; None while there is none."""
    return ever_public().order_by("changed_at").values_list("changed_at", flat=True).first()


def record(identifier: str) -> Work:
    """Return one work with everything in it. Raises UnknownIdentifier."""
    work = _bare(ever_public()).filter(pk=work_id_of(identifier)).first()
    if work is None:
        raise UnknownIdentifier(f"There is no record {identifier}.")
    attach_all([work])
    return work


def page_of(asked: Asked, *, headers_only: bool = False) -> Page:
    """Return the part of a list that was asked for, from its beginning or from a token. Raises BadToken,
    UnknownFormat and NothingMatches.
    """
    token = asked.get("resumptionToken")
    place = tokens.read(token, asked.verb) if token else _beginning(asked)
    format_of(place.prefix)
    found = _found(place)
    if not token:
        place = replace(place, size=found.count())
    works = list(_after(found, place)[: PAGE + 1])
    if not place.size:
        raise NothingMatches("No record fits these dates and this set.")
    if not works:
        # A list with an end may lose its rest: what changed meanwhile moved behind that end.
        raise NothingMatches("The rest of this list has changed since. Ask for what changed after it.")
    page = _page(works, place)
    attach = attach_for_headers if headers_only else attach_all
    attach(page.works)
    return page


def _page(works: list[Work], place: Place) -> Page:
    if len(works) <= PAGE:
        return Page(works, place.prefix, place.given, max(place.size, place.given + len(works)), None)
    last = works[PAGE - 1]
    after = replace(place, last_moment=last.changed_at.isoformat(), last_id=last.pk, given=place.given + PAGE)
    return Page(works[:PAGE], place.prefix, place.given, max(place.size, after.given + 1), after)


def _beginning(asked: Asked) -> Place:
    return Place(
        verb=asked.verb,
        prefix=asked.get("metadataPrefix"),
        set_spec=asked.get("set"),
        since=asked.since.isoformat() if asked.since else "",
        before=asked.before.isoformat() if asked.before else "",
        last_moment="",
        last_id=0,
        given=0,
        size=0,
    )


def _found(place: Place) -> QuerySet[Work]:
    works = ever_public()
    if place.set_spec:
        works = works.filter(members(place.set_spec))
    if since := tokens.moment(place.since):
        works = works.filter(changed_at__gte=since)
    if before := tokens.moment(place.before):
        works = works.filter(changed_at__lt=before)
    return works


def _after(found: QuerySet[Work], place: Place) -> QuerySet[Work]:
    if last := tokens.moment(place.last_moment):
        # The first condition alone lets the index find the place.
        found = found.filter(
            Q(changed_at__gte=last), Q(changed_at__gt=last) | Q(changed_at=last, pk__gt=place.last_id)
        )
    return _bare(found).order_by("changed_at", "pk")


def _bare(works: QuerySet[Work]) -> QuerySet[Work]:
    return works.select_related("licence").defer("staff_note", "doubts", "extra")
