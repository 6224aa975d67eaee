"""Who works on a paper, and which letters she herself gets about it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from whrin.campaigns.actions.seats import CannotSeat, end_seat, hand_over, name_seat, settle_letters
from whrin.campaigns.enums import Role
from whrin.campaigns.models import Listener, Seat
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.reviewing.doors import at_people, at_work, is_without_holder, may_name, sent_in
from whrin.campaigns.reviewing.forms import NEUTRAL, NONE, WORDS, LettersForm, SeatForm
from whrin.campaigns.rules import may_publish
from whrin.people.budget import take_a_place
from whrin.people.keys import open_keys_of
from whrin.people.models import Person
from whrin.people.names import name_of

#: Names that one person may try in an hour: nobody finds out here who has an account.
_TRIES = 20


@require_http_methods(["GET", "HEAD", "POST"])
@at_people
def people(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """Show who works on the paper; a POST of its holder adds somebody."""
    form = _seat_form(on, sent_in(request))
    if request.method != "POST":
        return _show(request, person, on, form)
    if not may_name(on, person):
        raise Http404
    if form.is_valid():
        try:
            _name(on, form, person)
        except CannotSeat as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("campaigns:people", on.paper.pk)
    return _show(request, person, on, form)


def _name(on: OnPaper, form: SeatForm, person: Person) -> None:
    if not take_a_place(f"paper-seat-{person.pk}", _TRIES):
        raise CannotSeat(_("You have tried many names. Please try again in an hour."))
    said = form.cleaned_data
    name_seat(paper=on.paper, name=said["name"], role=Role(said["role"]), by=person)


@require_POST
@at_people
def one(request: HttpRequest, person: Person, on: OnPaper, pk: int) -> HttpResponse:
    """End a seat, or hand the paper over to whoever has it."""
    seat = get_object_or_404(Seat.objects.select_related("person"), pk=pk, paper=on.paper)
    if seat.person_id != person.pk and not may_name(on, person):
        raise Http404
    act = hand_over if request.POST.get("act") == "hand" else end_seat
    try:
        act(seat=seat, by=person)
    except CannotSeat as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    is_still_here = Seat.objects.filter(paper=on.paper, person=person).exists() or may_publish(person)
    return redirect("campaigns:people", on.paper.pk) if is_still_here else redirect("account_home")


@require_POST
@at_work
def letters(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """Set which letters she gets about this paper."""
    form = LettersForm(request.POST)
    if not form.is_valid():
        raise Http404
    chosen = form.cleaned_data["letters"]
    settle_letters(paper=on.paper, by=person, wants_letters=chosen != NONE, is_neutral=chosen != WORDS)
    messages.success(request, _("Saved."))
    return redirect("campaigns:people", on.paper.pk)


def _seat_form(on: OnPaper, data: object = None) -> SeatForm:
    form = SeatForm(data, label_suffix="")  # type: ignore[arg-type]  # what was sent, or nothing
    if is_without_holder(on.paper):
        form.let_hold()
    return form


def _letters_form(on: OnPaper, person: Person) -> LettersForm:
    row = Listener.objects.filter(paper=on.paper, person=person).first()
    if row is None or (row.wants_letters and row.is_neutral):
        chosen = NEUTRAL
    else:
        chosen = WORDS if row.wants_letters else NONE
    return LettersForm(initial={"letters": chosen}, label_suffix="")


def _show(request: HttpRequest, person: Person, on: OnPaper, form: SeatForm) -> HttpResponse:
    seats = list(Seat.objects.filter(paper=on.paper).select_related("person"))
    open_keys_of([seat.person for seat in seats])
    is_hers_to_name = may_name(on, person)
    context = {
        "on": on,
        "tab": "people",
        "rows": [
            {
                "seat": seat,
                "name": name_of(seat.person),
                "may_end": seat.role != Role.HOLDER and (is_hers_to_name or seat.person_id == person.pk),
                "may_hold": is_hers_to_name and seat.role != Role.HOLDER and seat.person_id != person.pk,
                "is_hers": seat.person_id == person.pk,
            }
            for seat in seats
        ],
        "form": form if is_hers_to_name else None,
        "letters": _letters_form(on, person) if on.roles else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "campaigns/reviewing/people.html", context, status=status)
