"""What a reader takes along: all that the calendar finds, as a calendar, a feed or a table."""

import csv
import datetime
import io
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.events.coming.asked import Asked, parse
from whrin.events.coming.cards import title_of
from whrin.events.coming.entries import Entry, entries_for
from whrin.events.coming.ical import calendar_of
from whrin.events.coming.words import named, when
from whrin.events.wording import tag_for, text_for
from whrin.kit.cells import safe_cell
from whrin.kit.days import today
from whrin.library.exports.xml import sound
from whrin.people.sealing import fingerprint

#: Entries of a feed; days for which a subscribed calendar keeps what is over.
FEED_SIZE, _KEPT = 50, 30
COLUMNS = (
    *("id", "address", "kind", "label", "name", "language", "starts", "ends", "begins_at", "ends_at", "zone"),
    *("usual_months", "is_yearly", "is_counted_back", "place", "countries", "languages", "page"),
    *("changed_on", "is_sample", "licence"),
)


@require_safe
def ics(request: HttpRequest) -> HttpResponseBase:
    """Give a calendar of what is asked for, to fetch once or to subscribe to; not again while it is the
    same.
    """
    asked, language = parse(request.GET), get_language() or "en"
    since = today() if asked.past else today() - datetime.timedelta(days=_KEPT)
    return calendar_file(request, entries_for(asked, since), _title(asked, language))


def calendar_file(request: HttpRequest, entries: Sequence[Entry], title: str) -> HttpResponseBase:
    """Return entries as a calendar file; 304 to whoever has it."""
    body = calendar_of(entries, title=title, language=get_language() or "en")
    tag = quote_etag(fingerprint(body.decode())[:32])
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = tag
    # No word of a file to save: it is kept like a page then, for phones that ask every few hours.
    response["X-Robots-Tag"] = "noindex"
    answer: HttpResponseBase | None = get_conditional_response(request, etag=tag, response=response)
    return answer or response


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give what is asked for as Atom, the latest changed first."""
    asked, language, site = parse(request.GET), get_language() or "en", settings.WHRIN_ADDRESS
    address = site + reverse("events:feed") + asked.query()
    made = Atom1Feed(
        title=sound(_title(asked, language)),
        link=site + reverse("events:list") + asked.query(),
        description="",
        language=language,
        feed_url=address,
        feed_guid=address,
        author_name=_("Women and Harm Reduction International Network"),
    )
    found = sorted(entries_for(asked), key=lambda entry: entry.changed_on, reverse=True)
    for entry in found[:FEED_SIZE]:
        made.add_item(
            title=sound(named(entry, language)),
            link=site + entry.address,
            description=sound("\n".join(filter(None, [when(entry), text_for(entry.texts, language)]))),
            unique_id=f"urn:uuid:{entry.uid}",
            unique_id_is_permalink=False,
            updateddate=datetime.datetime.combine(entry.changed_on, datetime.time(), datetime.UTC),
            categories=[entry.label],
        )
    response = HttpResponse(content_type=made.content_type)
    made.write(response, "utf-8")
    return response


@require_safe
def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """Give a table for spreadsheets, a row for each entry."""
    found, language = entries_for(parse(request.GET)), get_language() or "en"
    return table(COLUMNS, (_row(entry, language) for entry in found), "calendar")


def table(columns: Sequence[str], rows: Iterator[Sequence[str]], name: str) -> StreamingHttpResponse:
    """Return rows as a file for spreadsheets; nothing in it is taken for a formula."""

    def lines() -> Iterator[bytes]:
        yield ("\ufeff" + _line(columns)).encode()
        for row in rows:
            yield _line([safe_cell(cell) for cell in row]).encode()

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{name}-{today().isoformat()}.csv"
    )
    response["Link"] = f'<{settings.WHRIN_DATA_LICENCE_ADDRESS}>; rel="license"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _row(entry: Entry, language: str) -> list[str]:
    day, until = entry.day, entry.until or entry.day
    hours = [moment.isoformat() if moment else "" for moment in (entry.begins_at, entry.ends_at)]
    return [
        entry.uid,
        settings.WHRIN_ADDRESS + entry.address,
        entry.kind,
        entry.label,
        text_for(entry.names, language),
        tag_for(entry.names, language),
        day.isoformat() if day else "",
        until.isoformat() if until else "",
        *hours,
        entry.zone,
        entry.months,
        _yes(entry.first is not None),
        _yes(entry.is_counted),
        entry.place,
        " ".join(sorted(entry.countries)),
        " ".join(entry.languages),
        entry.page,
        entry.changed_on.isoformat(),
        _yes(entry.is_sample),
        settings.WHRIN_DATA_LICENCE,
    ]


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _title(asked: Asked, language: str) -> str:
    return " · ".join(filter(None, [title_of(asked, language), _("Calendar")]))
