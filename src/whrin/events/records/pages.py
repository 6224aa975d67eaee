"""The pages of a body and of a session."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from whrin.events.actions import say_going, say_not_going, stop_watching, watch_session
from whrin.events.coming.entries import of_deadline, of_session
from whrin.events.coming.files import calendar_file
from whrin.events.models import Body, Deadline, Session
from whrin.events.queries import public_sessions
from whrin.events.records import shown
from whrin.events.records.gate import gone, page_number
from whrin.events.submissions import submissions_to
from whrin.kit.languages import direction_of
from whrin.people.doors import for_member
from whrin.people.middleware import is_signed_in
from whrin.people.models import Person

_PER_PAGE = 20


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a body and its sessions."""
    found = get_object_or_404(Body, slug=slug)
    pages = Paginator(shown.sessions_of(found), _PER_PAGE)
    number = page_number(request)
    if not 1 <= number <= pages.num_pages:
        raise Http404
    context = {
        "body": found,
        "name": shown.text_of(found.names),
        "cards": pages.page(number).object_list,
        "number": number,
        "last": pages.num_pages,
    }
    return render(request, "events/body.html", context)


@require_safe
def session(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a session: when, deadlines, who is looked at, what was submitted and decided, what followed."""
    found = public_sessions().select_related("body", "country").filter(slug=slug).first()
    if found is None:
        return gone(request, Session, slug)
    pages = Paginator(found.decisions.prefetch_related("follow_ups"), _PER_PAGE)
    number = page_number(request)
    if not 1 <= number <= pages.num_pages:
        raise Http404
    submitted = submissions_to(found)
    context = {
        "session": found,
        "site": settings.WHRIN_ADDRESS,
        "name": shown.text_of(found.names),
        "note": shown.text_of(found.note),
        "dates": shown.dates_of(found),
        "deadlines": [shown.due(row) for row in _with_session(found)],
        "reviews": shown.reviewed(found),
        "submitted": [(title, tag, direction_of(tag), path) for title, tag, path in submitted],
        "decisions": shown.decided(list(pages.page(number).object_list)),
        "number": number,
        "last": pages.num_pages,
        "hers": shown.hers(found, request.user) if is_signed_in(request) else None,
    }
    return render(request, "events/session.html", context)


def _with_session(found: Session) -> list[Deadline]:
    rows = list(found.deadlines.all())
    for row in rows:
        row.session = found
    # What has no day stands last.
    return sorted(rows, key=lambda row: (row.day is None, row.day or found.changed_on, row.pk))


@require_safe
def session_ics(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give a session and its deadlines as a calendar."""
    related = public_sessions().select_related("body").prefetch_related("reviews")
    found = get_object_or_404(related, slug=slug)
    entries = [of_session(found), *map(of_deadline, _with_session(found))]
    return calendar_file(request, entries, found.name_in(get_language() or "en"))


@require_POST
@for_member
def part(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """A member says that she goes or not, or asks for reminders or for no more."""
    found = get_object_or_404(public_sessions(), slug=slug)
    act = request.POST.get("act", "")
    if act == "go":
        say_going(session=found, by=person, may_be_named="named" in request.POST)
    elif act == "stay":
        say_not_going(session=found, by=person)
    elif act == "watch":
        watch_session(session=found, by=person)
    elif act == "unwatch":
        stop_watching(session=found, by=person)
    return redirect("events:session", slug)
