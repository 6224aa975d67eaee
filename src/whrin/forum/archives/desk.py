"""Old lists on the desk: send a file, see what it holds, let it come in, see what came of it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from wagtail.admin.menu import MenuItem

from whrin.forum.archives import keeping
from whrin.forum.archives.forms import LetInForm, SendForm
from whrin.forum.archives.mailboxes import DamagedArchive, UnreadableArchive
from whrin.forum.archives.receiving import let_in, receive, turn_away
from whrin.forum.archives.rosters import UnreadableRoster
from whrin.forum.archives.subscribers import DAYS_KEPT, MOST_AN_HOUR
from whrin.forum.archives.tasks import come_in, look
from whrin.forum.models import Move
from whrin.people.models import Person

_FAULTS = {fault.__name__: fault.message for fault in (UnreadableArchive, DamagedArchive, UnreadableRoster)}
_PER_PAGE = 20
#: What a look may count, as `Move.found` calls it; what it did not find is not there.
_COUNTED = (
    "authors",
    "first",
    "last",
    "machines",
    "empty",
    "too_old",
    "exposing",
    "telephone",
    "street",
    "name",
)
_COUNTED_IN_ROSTERS = ("malformed", "out", "moderators")


class CoordinatorsItem(MenuItem):
    """Shown to coordinators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return _is_coordinator(request)


def _is_coordinator(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)


def _coordinator(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not _is_coordinator(request):
        raise PermissionDenied
    return person


def moves(request: HttpRequest) -> HttpResponse:
    """List what came, newest first; a POST takes a file in and has it looked through."""
    by = _coordinator(request)
    form = SendForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        move = receive(
            space=given["space"],
            kind=given["kind"],
            name=given["file"].name,
            content=given["file"].chunks(),
            by=by,
        )
        look.enqueue(move.pk)
        return redirect("old_lists:move", move.pk)
    page = Paginator(Move.objects.select_related("space"), _PER_PAGE).get_page(request.GET.get("p"))
    return TemplateResponse(request, "forum/desk/moves.html", {"form": form, "page": page})


def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one file: how far it is, what it holds. A POST lets it come in, go on, or turns it away."""
    by = _coordinator(request)
    one = get_object_or_404(Move.objects.select_related("space"), pk=pk)
    form = LetInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, one, form, by)
    context = {
        "move": one,
        "form": form,
        "found": dict.fromkeys((*_COUNTED, *_COUNTED_IN_ROSTERS), 0) | {"lines": []} | one.found,
        "is_roster": one.kind == Move.Kind.ROSTER,
        "fault": _FAULTS.get(one.fault, ""),
        "is_cut_off": one.state in {Move.State.LOOKING, Move.State.RUNNING} and not keeping.is_held(one),
        "days": DAYS_KEPT,
        "most": MOST_AN_HOUR,
        "months": one.space.months_kept,
    }
    return TemplateResponse(request, "forum/desk/move.html", context)


def _decide(request: HttpRequest, one: Move, form: LetInForm, by: Person) -> HttpResponse:
    if "away" in request.POST and one.state == Move.State.WAITING:
        turn_away(move=one, by=by)
        return redirect("old_lists:index")
    if one.state == Move.State.LOOKING:
        look.enqueue(one.pk)
    elif one.state == Move.State.RUNNING or let_in(move=one, by=by, **form.cleaned_data):
        come_in.enqueue(one.pk)
    return redirect("old_lists:move", one.pk)
