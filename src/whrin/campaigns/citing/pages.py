"""The page of a paper's evidence: compared with its sources whenever it is opened."""

from collections.abc import Callable
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from whrin.campaigns.actions.citing import (
    CannotCite,
    StillUsed,
    cite,
    note_seen,
    refresh_citations,
    remove_citation,
    set_locator,
)
from whrin.campaigns.actions.wording import PaperLocked
from whrin.campaigns.citing.shown import choices_for, rows_of
from whrin.campaigns.doors import at_paper
from whrin.campaigns.enums import Role
from whrin.campaigns.models import Citation, Paper
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.rules import may_write
from whrin.design.errors import error_page
from whrin.documents.evidence.sources import sources
from whrin.kit.paging import last_page
from whrin.kit.text import clean_line
from whrin.people.models import Person

#: Citations on one page; signs of a search.
PAGE, LONGEST = 40, 200


class ChosenForm(forms.Form):
    """What was chosen to be cited; as long as a citation keeps it, and without NUL."""

    source = forms.CharField(max_length=40, required=False)
    key = forms.CharField(max_length=500, required=False, strip=False)


@require_http_methods(["GET", "HEAD", "POST"])
@at_paper
def evidence(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """List the evidence and what fits a search; a POST takes the new values as seen."""
    if request.method == "POST":
        _only_writers(on)
        return _done(request, on, lambda: note_seen(paper=on.paper, by=person))
    refresh_citations(Paper.objects.filter(pk=on.paper.pk))
    return _show(request, on)


@require_POST
@at_paper
def add(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """Take what was chosen into the paper."""
    _only_writers(on)
    form = ChosenForm(request.POST)
    if not form.is_valid():
        return error_page(request, HTTPStatus.BAD_REQUEST)
    try:
        made = cite(paper=on.paper, by=person, **form.cleaned_data)
    except (CannotCite, PaperLocked) as refusal:
        messages.error(request, str(refusal))
        return redirect("campaigns:evidence", on.paper.pk)
    text = _("Number %(number)s. Write %(marks)s where the text rests on it.")
    messages.success(request, text % {"number": made.number, "marks": f"[@{made.number}]"})
    return redirect("campaigns:evidence", on.paper.pk)


@require_POST
@at_paper
def one(request: HttpRequest, person: Person, on: OnPaper, number: int) -> HttpResponse:
    """Say where in a work it stands, or take it out of the paper."""
    _only_writers(on)
    citation = get_object_or_404(Citation.objects.select_related("paper"), paper=on.paper, number=number)
    act = request.POST.get("act", "")
    if act == "remove":
        return _done(request, on, lambda: remove_citation(citation=citation, by=person))
    if act == "locator":
        locator = request.POST.get("locator", "")
        return _done(request, on, lambda: set_locator(citation=citation, locator=locator, by=person))
    raise Http404


def _writes(on: OnPaper) -> bool:
    return bool({Role.HOLDER, Role.WRITER} & on.roles)


def _only_writers(on: OnPaper) -> None:
    if not _writes(on):
        raise PermissionDenied


def _done(request: HttpRequest, on: OnPaper, act: Callable[[], object]) -> HttpResponse:
    """Do something and come back; what stands against it is said, and nothing changed."""
    try:
        act()
    except StillUsed as refusal:
        where = ngettext("It is used in %(n)s paragraph.", "It is used in %(n)s paragraphs.", refusal.places)
        messages.error(request, f"{refusal} {where % {'n': refusal.places}}")
    except PaperLocked as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("campaigns:evidence", on.paper.pk)


def _show(request: HttpRequest, on: OnPaper) -> HttpResponse:
    paper, reader = on.paper, get_language() or "en"
    asked = clean_line(request.GET.get("q", ""))[:LONGEST].strip()
    name = request.GET.get("source", "")
    found = Citation.objects.filter(paper=paper)
    last = last_page(found.count(), PAGE)
    written = request.GET.get("page", "1")
    page = min(
        max(int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 1, 1), last
    )
    rows = rows_of(list(found[(page - 1) * PAGE : page * PAGE]), paper.original_language, reader)
    context = {
        "on": on,
        "tab": "evidence",
        "rows": rows,
        "has_news": any(row.is_changed for row in rows),
        "may_write": may_write(paper, on.roles),
        # A figure changes also while the words stand: publication waits until somebody has seen it.
        "may_see": _writes(on),
        "paper_language": paper.original_language,
        "asked": asked,
        "source": name,
        "sources": [(one.name, one.label) for one in sources()],
        "choices": choices_for(asked, reader, name) if asked else [],
        "page": page,
        "last": last,
    }
    return render(request, "campaigns/citing/evidence.html", context, status=HTTPStatus.OK)
