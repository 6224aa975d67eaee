"""Links of a round: made and shown once, for one country or for all; made anew; reminders noted."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.people.models import Person
from whrin.places.queries import names_of_countries
from whrin.services.desk.rights import coordinator_at
from whrin.services.desk.rounds import round_at
from whrin.services.enums import RoundState
from whrin.services.models import Round
from whrin.services.rounds.inviting import Card, HasAnswered, make_links, note_reminder, renew_link
from whrin.services.rounds.planning import RoundMoved
from whrin.services.rounds.seats import counts_of
from whrin.surveys.codes import code_picture
from whrin.surveys.desk.addresses import seat_address


@never_cache
@require_POST
def round_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the links of all countries that have none yet, and show them, this once."""
    person, one = coordinator_at(request), round_at(pk)
    try:
        cards = make_links(one=one, countries=list(counts_of(one)), by=person)
    except RoundMoved as refusal:
        messages.error(request, str(refusal))
        return redirect("map_desk:round", pk)
    return _shown(request, one, cards) if cards else redirect("map_desk:round", pk)


@never_cache
def round_country(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show the seats of one country; a POST makes links, makes one anew, or notes a reminder."""
    person, one = coordinator_at(request), round_at(pk)
    told = counts_of(one).get(code)
    if told is None:
        raise Http404
    if request.method == "POST":
        try:
            cards = _act(request, one, code, person)
        except (HasAnswered, RoundMoved) as refusal:
            messages.error(request, str(refusal))
        else:
            if cards:
                return _shown(request, one, cards, code)
        return redirect("map_desk:round_country", pk, code)
    seats = list(one.seats.filter(country=code).defer("used"))
    context = {
        "title": f"{names_of_countries(get_language() or 'en')[code]} · {one}",
        "one": one,
        "seats": seats,
        "answered": told["answered"],
        "is_open": one.state == RoundState.OPEN,
        "has_links": any(seat.invited_on for seat in seats),
        "lacks_links": any(not seat.invited_on for seat in seats),
        "reminded_on": seats[0].reminded_on,
    }
    return TemplateResponse(request, "services/desk/round_country.html", context)


def _act(request: HttpRequest, one: Round, code: str, person: Person) -> list[Card]:
    """Do what was pressed; return the links to be shown. Raises `HasAnswered`, `RoundMoved`."""
    number = request.POST.get("renew", "")
    if number:
        seat = one.seats.filter(country=code, number=int(number) if number.isdecimal() else 0).first()
        return [renew_link(seat=seat, by=person)] if seat else []
    if "reminded" in request.POST:
        note_reminder(one=one, country=code, by=person)
        messages.success(request, _("Saved."))
        return []
    return make_links(one=one, countries=[code], by=person)


def _shown(request: HttpRequest, one: Round, cards: list[Card], code: str = "") -> HttpResponse:
    names = names_of_countries(get_language() or "en")
    assert one.form is not None  # noqa: S101 -- no link is made without
    groups: dict[tuple[str, str], list[Any]] = {}
    for card in cards:
        address = seat_address(one.form, card.secret)
        key = (names[card.seat.country_id], card.seat.get_kind_display())
        groups.setdefault(key, []).append((card.seat.number, address, code_picture(address)))
    context = {"title": str(one), "one": one, "code": code, "groups": groups, "last_day": one.closes_on}
    return TemplateResponse(request, "services/desk/round_cards.html", context)
