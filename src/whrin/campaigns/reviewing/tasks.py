"""What there is to do for a paper, by whom and by when."""

import datetime
from http import HTTPStatus

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from whrin.campaigns.actions.duties import CannotPlan, add_duty, finish_duty, remove_duty
from whrin.campaigns.due import due_on
from whrin.campaigns.enums import Role
from whrin.campaigns.models import Duty, Paper, Seat
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.reviewing.doors import at_work, sent_in
from whrin.campaigns.reviewing.forms import DutyForm
from whrin.kit.days import today
from whrin.kit.paging import last_page, page_within
from whrin.people.keys import open_keys_of
from whrin.people.models import Person
from whrin.people.names import name_of

PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@at_work
def tasks(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """List what there is to do; a POST adds to it."""
    names = _names(on.paper)
    form = _form(request, names)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        whose = Person.objects.filter(pk=said["person"]).first() if said["person"] else None
        try:
            add_duty(paper=on.paper, what=said["what"], by=person, person=whose, due=said["due"])
        except CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("campaigns:tasks", on.paper.pk)
    return _show(request, person, on, form, names)


@require_POST
@at_work
def one(request: HttpRequest, person: Person, on: OnPaper, pk: int) -> HttpResponse:
    """Mark something as done or not done, or take it off the list."""
    duty = get_object_or_404(Duty.objects.select_related("paper"), pk=pk, paper=on.paper)
    act = request.POST.get("act", "")
    try:
        if act == "remove":
            remove_duty(duty=duty, by=person)
        elif act in {"done", "undone"}:
            finish_duty(duty=duty, by=person, is_done=act == "done")
        else:
            raise Http404
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("campaigns:tasks", on.paper.pk)


def _names(paper: Paper) -> dict[int, str]:
    """Return the names of those who work on a paper, by their numbers."""
    people = {
        seat.person_id: seat.person for seat in Seat.objects.filter(paper=paper).select_related("person")
    }
    open_keys_of(people.values())
    return {pk: name_of(person) for pk, person in people.items()}


def _form(request: HttpRequest, names: dict[int, str]) -> DutyForm:
    due = request.GET.get("due", "")
    form = DutyForm(sent_in(request), initial={"due": due}, label_suffix="")
    form.fields["person"].choices = [("", _("Nobody yet")), *names.items()]  # type: ignore[attr-defined]  # choices
    return form


def days_offered(paper: Paper) -> list[tuple[str, datetime.date]]:
    """Return the days that the paper's session and kind say, with what each is for; those to come."""
    found = [(str(one), one.day) for one in paper.session.deadlines.all()] if paper.session else []
    due = due_on(paper)
    told = [(what, day) for what, day in found if day is not None]
    if due is not None and due not in {day for _what, day in told}:
        told.append((str(paper.kind), due))
    return sorted(((what, day) for what, day in told if day >= today()), key=lambda one: one[1])


def _show(
    request: HttpRequest, person: Person, on: OnPaper, form: DutyForm, names: dict[int, str]
) -> HttpResponse:
    found = on.paper.duties.order_by(F("done_on").asc(nulls_first=True), F("due").asc(nulls_last=True), "pk")
    found = found if request.GET.get("show") == "all" else found.filter(done_on=None)
    last = last_page(found.count(), PAGE)
    page = page_within(request.GET.get("page", "1"), last)
    is_writer = bool({Role.HOLDER, Role.WRITER} & on.roles)
    context = {
        "on": on,
        "tab": "tasks",
        "rows": [
            {
                "duty": duty,
                "name": names.get(duty.person_id or 0, ""),
                "is_late": duty.done_on is None and duty.due is not None and duty.due < today(),
                "may_remove": is_writer or duty.person_id == person.pk,
            }
            for duty in found[(page - 1) * PAGE : page * PAGE]
        ],
        "shows": "all" if request.GET.get("show") == "all" else "open",
        "may_act": bool(on.roles),
        "days": days_offered(on.paper),
        "form": form if on.roles else None,
        "page": page,
        "last": last,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "campaigns/reviewing/tasks.html", context, status=status)
