"""The press desk, for those who publish."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whrin.campaigns.actions.pressing import (
    NotForPress,
    contacts_for,
    erase_contact,
    remove_row,
    save_contact,
    save_coverage,
    save_spokesperson,
    send_release,
)
from whrin.campaigns.body import text_of_edition
from whrin.campaigns.front.forms import spoken_in
from whrin.campaigns.models import Coverage, Paper, PressContact, PressLetter, PressMailing, Spokesperson
from whrin.campaigns.press.forms import ContactForm, CoverageForm, ImportForm, SpokespersonForm
from whrin.campaigns.press.pages import KINDS
from whrin.campaigns.queries import title_of, titles_of
from whrin.campaigns.rules import may_publish
from whrin.kit.paging import last_page, page_within
from whrin.kit.text import clean_line
from whrin.people.doors import for_person
from whrin.people.models import Person

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Person, Rest], HttpResponse]
_PAGE = 50
_FILTER = ("country", "language", "beat")


def for_press(page: Page[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Open a page to those who publish."""

    @for_person
    @wraps(page)
    def open_page(
        request: HttpRequest, person: Person, /, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        if not may_publish(person):
            raise PermissionDenied
        return page(request, person, *args, **kwargs)

    return open_page


@require_safe
@for_press
def press_desk(request: HttpRequest, person: Person) -> HttpResponse:  # noqa: ARG001 -- as every page here
    """List contacts, releases, speakers and the log of coverage."""
    asked = {name: clean_line(request.GET.get(name, "")) for name in _FILTER}
    found = contacts_for(asked)
    last = last_page(len(found), _PAGE)
    page = page_within(request.GET.get("page", "1"), last)
    released = Paper.objects.filter(kind__slug__in=KINDS, state="published")
    papers = list(released.order_by("-published_on")[:20])
    titles = titles_of(papers)
    context = {
        "contacts": [(one, *one.read()) for one in found[(page - 1) * _PAGE : page * _PAGE]],
        "total": len(found),
        "page": page,
        "last": last,
        "asked": asked,
        "papers": [(paper, titles[paper.pk][0]) for paper in papers],
        "coverage": Coverage.objects.all()[:20],
        "speakers": Spokesperson.objects.all(),
    }
    return render(request, "campaigns/press/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_press
def contact(request: HttpRequest, person: Person, pk: int = 0) -> HttpResponse:
    """Write a contact, or erase her; 0 is a new one."""
    held = get_object_or_404(PressContact, pk=pk) if pk else None
    if held and request.method == "POST" and "remove" in request.POST:
        erase_contact(contact=held, by=person)
        return _done(request)
    initial: dict[str, Any] = {}
    if held:
        name, outlet, address = held.read()
        initial = {"name": name, "outlet": outlet, "address": address, "country": held.country_id or ""}
        initial |= {"languages": ", ".join(held.languages), "beats": ", ".join(held.beats)}
        names = ("takes_embargoed", "consent_how", "consent_on", "kept_until")
        initial |= {column: getattr(held, column) for column in names}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial, label_suffix="")
    if form.is_bound and form.is_valid():
        saved = save_contact(by=person, **form.columns())
        if held and held.pk != saved.pk:  # another address is another contact
            erase_contact(contact=held, by=person)
        return _done(request)
    return _page(request, form, _("Press contact"), held)


@require_http_methods(["GET", "HEAD", "POST"])
@for_press
def bring_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Take contacts in from a table; lines that cannot be kept are told by their numbers."""
    is_sent = request.method == "POST"
    form = ImportForm(request.POST if is_sent else None, request.FILES if is_sent else None, label_suffix="")
    if form.is_bound and form.is_valid():
        try:
            rows = list(form.rows())
        except UnicodeDecodeError:
            form.add_error("table", _("Save the table as CSV in UTF-8."))
            return _page(request, form, _("Bring contacts in"), None)
        wrong = [number for number, row in rows if not row.is_valid()]
        for _number, row in rows:
            if row.is_valid():
                save_contact(by=person, **row.columns())
        many = len(rows) - len(wrong)
        done = ngettext("%(many)s contact is kept.", "%(many)s contacts are kept.", many) % {"many": many}
        messages.success(request, done)
        if wrong:
            lines = ", ".join(map(str, wrong[:30]))
            messages.error(request, _("These lines could not be kept: %(lines)s.") % {"lines": lines})
        return redirect("campaigns:press_desk")
    return _page(request, form, _("Bring contacts in"), None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_press
def coverage_row(request: HttpRequest, person: Person, pk: int = 0) -> HttpResponse:
    """Write an entry of the log; 0 is a new one."""
    held = get_object_or_404(Coverage, pk=pk) if pk else None
    if held and request.method == "POST" and "remove" in request.POST:
        remove_row(row=held, by=person)
        return _done(request)
    form = CoverageForm(request.POST if request.method == "POST" else None, instance=held, label_suffix="")
    if form.is_bound and form.is_valid():
        save_coverage(row=form.save(commit=False), by=person)
        return _done(request)
    return _page(request, form, _("Coverage"), held)


@require_http_methods(["GET", "HEAD", "POST"])
@for_press
def speaker(request: HttpRequest, person: Person, pk: int = 0) -> HttpResponse:
    """Write somebody who speaks in public; 0 is a new one."""
    held = get_object_or_404(Spokesperson, pk=pk) if pk else None
    if held and request.method == "POST" and "remove" in request.POST:
        remove_row(row=held, by=person)
        return _done(request)
    spoken = spoken_in(request.POST or request.GET, held.texts if held else {})
    initial: dict[str, Any] = {}
    if held:
        initial = {"name": held.name, "consent_on": held.consent_on, "until": held.until}
        initial |= {"languages": ", ".join(held.languages), "text": held.texts.get(spoken, "")}
        initial["statement"] = held.statement.get(spoken, "")
    form = SpokespersonForm(spoken, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        given, row = form.cleaned_data, held or Spokesperson()
        for name in ("name", "languages", "consent_on", "until"):
            setattr(row, name, given[name])
        row.texts = {**row.texts, given["language"]: given["text"]}
        row.statement = {**row.statement, given["language"]: given["statement"]}
        save_spokesperson(row=row, by=person)
        return _done(request)
    return _page(request, form, _("Spokesperson"), held)


@require_safe
@for_press
def release(request: HttpRequest, person: Person, uid: UUID) -> HttpResponse:  # noqa: ARG001 -- as every page here
    """Show to how many a release would go, and what was sent."""
    paper = get_object_or_404(Paper, pk=uid, kind__slug__in=KINDS, state="published")
    asked = {name: clean_line(request.GET.get(name, "")) for name in _FILTER}
    told = set(PressLetter.objects.filter(paper=paper).values_list("contact", flat=True))
    found = [one for one in contacts_for(asked, is_embargoed=paper.is_embargoed()) if one.pk not in told]
    edition = paper.editions.select_related("version").first()
    context = {
        "paper": paper,
        "title": title_of(paper)[0],
        "tongues": text_of_edition(edition).languages() if edition else [],
        "asked": asked,
        "many": len(found),
        "mailings": PressMailing.objects.filter(paper=paper),
        "is_embargoed": paper.is_embargoed(),
    }
    return render(request, "campaigns/press/release.html", context)


@require_POST
@for_press
def send(request: HttpRequest, person: Person, uid: UUID) -> HttpResponse:
    """Queue a release to those whom the filter finds."""
    paper = get_object_or_404(Paper, pk=uid, kind__slug__in=KINDS)
    asked = {name: clean_line(request.POST.get(name, "")) for name in _FILTER}
    spoken = clean_line(request.POST.get("spoken", ""))[:20] or paper.original_language
    try:
        made = send_release(paper=paper, language=spoken, asked=asked, by=person)
    except NotForPress as refusal:
        messages.error(request, str(refusal))
    else:
        done = ngettext("%(many)s letter is on its way.", "%(many)s letters are on their way.", made.many)
        messages.success(request, done % {"many": made.many})
    return redirect("campaigns:press_release", uid)


def _done(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("campaigns:press_desk")


def _page(request: HttpRequest, form: forms.BaseForm, title: str, row: object) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "title": title, "row": row}
    return render(request, "campaigns/press/row.html", context, status=status)
