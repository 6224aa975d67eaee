"""Our lists, edited."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from whrin.incidents.actions.terms import add_term, change_term, retire_term
from whrin.incidents.caring.doors import doors_for, for_role
from whrin.incidents.enums import Role, Scheme
from whrin.incidents.models import Term
from whrin.incidents.wording.forms import TermForm
from whrin.incidents.wording.shown import shown_lists
from whrin.incidents.writing import EditedMeanwhile
from whrin.people.models import Person


@require_safe
@for_role(Role.COORDINATOR)
def terms_page(request: HttpRequest, person: Person) -> HttpResponse:
    """List all terms, those out of use too."""
    context = {
        "care_doors": doors_for(person),
        "lists": shown_lists(get_language() or "en", retired=True),
    }
    return render(request, "incidents/wording/terms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.COORDINATOR)
def add(request: HttpRequest, person: Person, scheme: str) -> HttpResponse:
    """Add a term to a list."""
    if scheme not in Scheme.values:
        raise Http404
    form = TermForm(Scheme(scheme), None, request.POST if request.method == "POST" else None)
    if form.is_valid():
        term = add_term(scheme=Scheme(scheme), wording=form.wording(), by=person)
        messages.success(request, _("Saved."))
        return redirect("incidents:term", term.pk)
    return _show(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.COORDINATOR)
def one(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Show a term; a POST changes it, takes it out of use, or back."""
    term = get_object_or_404(Term, pk=pk)
    if request.method != "POST":
        return _show(request, TermForm(Scheme(term.scheme), term), term)
    form = TermForm(Scheme(term.scheme), term, request.POST)
    try:
        if request.POST.get("go") in {"retire", "return"}:
            is_retired = request.POST["go"] == "retire"
            retire_term(term=term, is_retired=is_retired, seen=_seen(request), by=person)
        elif form.is_valid():
            change_term(term=term, wording=form.wording(), seen=_seen(request), by=person)
        else:
            return _show(request, form, term)
    except EditedMeanwhile as trouble:
        # What she typed stands in the form still; sent once more, it is a change of the newer one.
        form.data = {**request.POST.dict(), "seen": Term.objects.get(pk=pk).edition}
        form.add_error(None, str(trouble))
        return _show(request, form, term, status=HTTPStatus.CONFLICT)
    messages.success(request, _("Saved."))
    return redirect("incidents:term", term.pk)


def _seen(request: HttpRequest) -> int:
    written = request.POST.get("seen", "")
    if not written.isdecimal():
        raise EditedMeanwhile
    return int(written[:9])


def _show(
    request: HttpRequest, form: TermForm, term: Term | None, *, status: int | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "term": term,
        "label": term.label_in(get_language() or "en") if term else "",
        "versions": [version.day for version in term.versions.all()] if term else [],
    }
    usual = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "incidents/wording/term.html", context, status=status or usual)
