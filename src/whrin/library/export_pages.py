"""What a reader takes away: every hit of a search, or one record, in the format of her other programs."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.library.enums import Status
from whrin.library.exports.fetching import BATCH
from whrin.library.exports.formats import FORMATS, Format, export, export_by_name
from whrin.library.listing import Listing, parse
from whrin.library.listing_page import found_for
from whrin.library.models import Work
from whrin.library.saved import MOST as MOST_KEPT
from whrin.library.saved import slugs_kept

#: More works than this in one file are no search any more; OAI-PMH hands over whole libraries.
MOST = 20_000


@require_safe
def export_list(request: HttpRequest, name: str) -> StreamingHttpResponse:
    """Give all that a search finds, in its order, as one file; or the works of a reader's own list."""
    asked = replace(parse(request.GET), page=1, facet="")
    kept = slugs_kept(request.GET)[:MOST_KEPT]
    found = iter(kept) if kept else islice(_keys(asked, get_language() or "en"), MOST)
    form = _format(name)
    return _answer(export_by_name(found, form), form, "library")


@require_safe
def export_record(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """Give one published work as a file."""
    form = _format(name)
    works = Work.objects.addressable().filter(slug=slug)
    work = works.only("status", "withdrawn_because").first()
    if work is None:
        raise Http404
    if work.status == Status.WITHDRAWN:
        return error_page(
            request, 410, heading=_("This resource was withdrawn"), detail=work.withdrawn_because
        )
    return _answer(export(works, form), form, slug)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise Http404
    return FORMATS[name]


def _keys(asked: Listing, language: str) -> Iterator[str]:
    """Ask the search for one batch after another; so a long answer never stands in memory."""
    page, number = asked, 1
    while True:
        hits = found_for(page, language, BATCH).hits
        yield from (hit.key for hit in hits)
        if len(hits) < BATCH:
            return
        number += 1
        page = replace(asked, page=number)


def _answer(pieces: Iterator[str], form: Format, stem: str) -> StreamingHttpResponse:
    encoded = (piece.encode() for piece in pieces)
    response = StreamingHttpResponse(encoded, content_type=f"{form.media_type}; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{stem}.{form.ending}"
    )
    response["X-Robots-Tag"] = "noindex"
    return response
