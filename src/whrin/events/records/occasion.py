"""The page of a day, a conference or a meeting."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.events.actions import takes_registrations
from whrin.events.coming.entries import is_over, of_occasion
from whrin.events.coming.files import calendar_file
from whrin.events.coming.words import Hour, clock_of, hour_in, when
from whrin.events.coming.zones import choices
from whrin.events.models import Occasion
from whrin.events.queries import public_occasions
from whrin.events.records.gate import gone
from whrin.events.records.shown import text_of
from whrin.kit.days import today
from whrin.library.models import Work
from whrin.surveys.enums import FormState
from whrin.surveys.filling.addresses import form_address


@require_safe
def occasion(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an occasion; a meeting's hours in its own zone, in UTC, and in the zone asked for (`?zone=`)."""
    found = public_occasions().select_related("region", "country", "form").filter(slug=slug).first()
    if found is None:
        return gone(request, Occasion, slug)
    entry = of_occasion(found, today())
    zone = request.GET.get("zone", "")[:60]
    context = {
        "occasion": found,
        "site": settings.WHRIN_ADDRESS,
        "name": text_of(found.names),
        "text": text_of(found.texts),
        "entry": entry,
        "when": when(entry),
        "hours": hours_of(found, zone),
        "zone": zone,
        "zones": choices(found.begins_at) if found.begins_at else [],
        "is_over": is_over(entry),
        "is_open": takes_registrations(found),
        "form": form_of(found),
        "works": [work_line(work) for work in found.works.published().prefetch_related("versions")],
    }
    return render(request, "events/occasion.html", context)


def hours_of(found: Occasion, zone: str) -> list[Hour]:
    """Return a meeting's hours: in its zone, in UTC, and in a reader's; none for what has no hours."""
    if found.begins_at is None or found.ends_at is None:
        return []
    wanted = [found.zone, "UTC", *([zone] if clock_of(zone) else [])]
    return [hour_in(found.begins_at, found.ends_at, each) for each in dict.fromkeys(wanted)]


def form_of(found: Occasion) -> str:
    """Return the address of the form to register with, while it takes answers; else empty."""
    form = found.form
    return form_address(form) if form is not None and form.state == FormState.OPEN else ""


def work_line(work: Work) -> tuple[str, str, str]:
    """Return slug, title and language of a work."""
    versions = list(work.versions.all())
    language = get_language() or "en"
    best = next((each for each in versions if each.language == language), versions[0] if versions else None)
    return (work.slug, best.title if best else work.slug, best.language if best else "")


@require_safe
def occasion_ics(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give one occasion as a calendar."""
    found = get_object_or_404(public_occasions().select_related("region"), slug=slug)
    return calendar_file(request, [of_occasion(found, today())], found.name_in(get_language() or "en"))
