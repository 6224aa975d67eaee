"""What a reader takes along: all that the calendar finds, as a calendar, a feed or a table."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design import atom
from whrin.design.tables import table
from whrin.events.coming.asked import Asked, parse
from whrin.events.coming.cards import title_of
from whrin.events.coming.entries import Entry, entries_for
from whrin.events.coming.ical import calendar_of
from whrin.events.coming.words import named, when
from whrin.events.wording import tag_for, text_for
from whrin.kit.days import today
from whrin.kit.text import sound
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
    asked, language = parse(request.GET), get_language() or "en"
    made = atom.begun(
        _title(asked, language),
        page=reverse("events:list") + asked.query(),
        address=reverse("events:feed") + asked.query(),
        language=language,
    )
    found = sorted(entries_for(asked), key=lambda entry: entry.changed_on, reverse=True)
    for entry in found[:FEED_SIZE]:
        made.add_item(
            title=sound(named(entry, language)),
            link=settings.WHRIN_ADDRESS + entry.address,
            description=sound("\n".join(filter(None, [when(entry), text_for(entry.texts, language)]))),
            unique_id=f"urn:uuid:{entry.uid}",
            unique_id_is_permalink=False,
            updateddate=atom.moment(entry.changed_on),
            categories=[entry.label],
        )
    return atom.answer_with(made)


@require_safe
def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """Give a table for spreadsheets, a row for each entry."""
    found, language = entries_for(parse(request.GET)), get_language() or "en"
    return table(COLUMNS, (_row(entry, language) for entry in found), "calendar")


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


def _title(asked: Asked, language: str) -> str:
    return " · ".join(filter(None, [title_of(asked, language), _("Calendar")]))
