"""One report: what she told, what was written since, and what caseworkers do with it."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from whrin.incidents.actions import write_message
from whrin.incidents.actions.caring import (
    add_entry,
    begin_work,
    close_report,
    drop_entry,
    open_again,
    recode,
    renew_report,
    save_care,
    save_summary,
)
from whrin.incidents.caring.choices import offer
from whrin.incidents.caring.doors import at_report
from whrin.incidents.caring.handing import HandForm, hand
from whrin.incidents.caring.notions import BY_NAME, NOTIONS, EntryForm, in_words
from whrin.incidents.enums import Priority, ReportState, Role, Scheme, StandingState, Use
from whrin.incidents.models import Standing
from whrin.incidents.opening import OpenReport
from whrin.incidents.queries import grouped_terms
from whrin.incidents.telling.reading import told_again
from whrin.incidents.telling.steps import LONGEST
from whrin.incidents.writing import EditedMeanwhile
from whrin.kit.languages import direction_of
from whrin.people.models import Person
from whrin.people.names import name_of
from whrin.places.queries import names_of_countries


class AnswerForm(forms.Form):
    """Words to her."""

    text = forms.CharField(
        label=gettext_lazy("Write to her"),
        help_text=gettext_lazy(
            "In the language she wrote in, if you can. She reads it when she comes back with her code."
        ),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5, "dir": "auto", "autocomplete": "off"}),
    )


class ArrangeForm(forms.Form):
    """Who turns to it, when, how urgent it is."""

    priority = forms.ChoiceField(label=gettext_lazy("Priority"), choices=Priority.choices)
    assigned = forms.ChoiceField(label=gettext_lazy("Who works on it"), required=False)
    next_on = forms.DateField(
        label=gettext_lazy("Turn to it again on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, one: OpenReport, data: Any = None) -> None:
        summary = one.summary
        initial = {
            "priority": summary.priority,
            "assigned": summary.assigned,
            "next_on": summary.next_on,
            "seen": one.report.summary_edition,
        }
        super().__init__(data, initial=initial, label_suffix="")
        offer(self, "assigned", [("", _("nobody yet")), *colleagues(one)])


class RecodeForm(forms.Form):
    """What it is found to be."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What was done"), required=False, widget=forms.SelectMultiple({"size": 6})
    )
    actors = forms.MultipleChoiceField(
        label=gettext_lazy("Who did it"), required=False, widget=forms.SelectMultiple({"size": 6})
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, one: OpenReport, data: Any = None) -> None:
        summary, language = one.summary, get_language() or "en"
        initial = {name: getattr(summary, name) for name in ("kinds", "actors", "country")}
        initial["seen"] = one.report.summary_edition
        super().__init__(data, initial=initial, auto_id="coded_%s", label_suffix="")
        offer(self, "kinds", grouped_terms(Scheme.KIND, language))
        offer(self, "actors", grouped_terms(Scheme.ACTOR, language))
        offer(self, "country", [("", "–"), *names_of_countries(language).items()])


class RedactForm(forms.Form):
    """Words for use in public."""

    text = forms.CharField(
        label=gettext_lazy("Her story without anything that shows who she is"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6, "dir": "auto", "autocomplete": "off"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def colleagues(one: OpenReport) -> list[tuple[str, str]]:
    """Return the caseworkers of a report's team: stand-in, and the name she chose."""
    standings = Standing.objects.filter(
        team=one.report.team, role=Role.CASEWORKER, state=StandingState.CONFIRMED
    ).select_related("person")
    return [(found.person.get_username(), name_of(found.person)) for found in standings]


@at_report
def report(request: HttpRequest, person: Person, one: OpenReport) -> HttpResponse:
    """Show a report; a POST does one thing with it."""
    if request.method != "POST":
        begin_work(one=one, by=person)
        return _show(request, person, one, {})
    deed = _DEEDS.get(request.POST.get("go", ""))
    if deed is None:
        return redirect(request.path)
    try:
        refused = deed(request, person, one)
    except EditedMeanwhile as trouble:
        return _show(
            request, person, one, _kept(request, one), wrong=str(trouble), status=HTTPStatus.CONFLICT
        )
    if refused:
        return _show(request, person, one, refused, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if deed is _hand:
        return redirect("incidents:care")
    return redirect(reverse("incidents:care_report", args=[one.report.pk]))


def _answer(request: HttpRequest, person: Person, one: OpenReport) -> dict[str, Any]:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return {"answer": form}
    once = request.POST.get("once", "")[:64]
    write_message(one=one, text=form.cleaned_data["text"], language=one.told.language, once=once, by=person)
    messages.success(request, _("Your words wait for her."))
    return {}


def _arrange(request: HttpRequest, person: Person, one: OpenReport) -> dict[str, Any]:
    form = ArrangeForm(one, request.POST)
    if not form.is_valid():
        return {"arrange": form}
    day = form.cleaned_data["next_on"]
    summary = replace(
        one.summary,
        priority=form.cleaned_data["priority"],
        assigned=form.cleaned_data["assigned"],
        next_on=day.isoformat() if day else "",
    )
    save_summary(one=one, summary=summary, seen=form.cleaned_data["seen"], by=person)
    messages.success(request, _("Saved."))
    return {}


def _recode(request: HttpRequest, person: Person, one: OpenReport) -> dict[str, Any]:
    form = RecodeForm(one, request.POST)
    if not form.is_valid():
        return {"recode": form}
    found = {name: form.cleaned_data[name] for name in ("kinds", "actors", "country")}
    recode(one=one, summary=replace(one.summary, **found), seen=form.cleaned_data["seen"], by=person)
    messages.success(request, _("Saved."))
    return {}


def _add(request: HttpRequest, person: Person, one: OpenReport) -> dict[str, Any]:
    notion = BY_NAME.get(request.POST.get("notion", ""))
    if notion is None:
        return {}
    form = EntryForm(notion, request.POST)
    if not form.is_valid():
        return {notion.name: form}
    entry = form.entry()
    if entry:
        add_entry(one=one, name=notion.name, entry=entry, seen=_seen(request), by=person)
    return {}


def _drop(request: HttpRequest, person: Person, one: OpenReport) -> dict[str, Any]:
    name, _dash, entry_id = request.POST.get("entry", "").partition("/")
    if name in BY_NAME:
        drop_entry(one=one, name=name, entry_id=entry_id, seen=_seen(request), by=person)
    return {}


def _redact(request: HttpRequest, person: Person, one: OpenReport) -> dict[str, Any]:
    form = RedactForm(request.POST)
    if not form.is_valid():
        return {"redact": form}
    redacted = {**one.care.redacted, one.told.language: form.cleaned_data["text"]}
    save_care(one=one, care=replace(one.care, redacted=redacted), seen=form.cleaned_data["seen"], by=person)
    messages.success(request, _("Saved."))
    return {}


def _close(_request: HttpRequest, person: Person, one: OpenReport) -> dict[str, Any]:
    close_report(one=one, by=person)
    return {}


def _renew(_request: HttpRequest, person: Person, one: OpenReport) -> dict[str, Any]:
    renew_report(one=one, by=person)
    return {}


def _open(_request: HttpRequest, person: Person, one: OpenReport) -> dict[str, Any]:
    open_again(one=one, by=person)
    return {}


def _hand(request: HttpRequest, person: Person, one: OpenReport) -> dict[str, Any]:
    refused = hand(one, person, request.POST)
    if refused:
        return {"hand": refused}
    messages.success(request, _("The other team has it now."))
    return {}


#: What can be done; each returns the forms that were refused, by name.
_DEEDS: dict[str, Callable[[HttpRequest, Person, OpenReport], dict[str, Any]]] = {
    "answer": _answer,
    "arrange": _arrange,
    "recode": _recode,
    "add": _add,
    "drop": _drop,
    "redact": _redact,
    "hand": _hand,
    "close": _close,
    "renew": _renew,
    "open": _open,
}


def _seen(request: HttpRequest) -> int:
    written = request.POST.get("seen", "")
    if not written.isdecimal():
        raise EditedMeanwhile
    return int(written[:9])


def _kept(request: HttpRequest, one: OpenReport) -> dict[str, Any]:
    """Return the form that came too late, with what she typed, ready to be sent again."""
    data = request.POST.copy()
    asked, notion = data.get("go", ""), BY_NAME.get(data.get("notion", ""))
    is_summary = asked in {"arrange", "recode"}
    data["seen"] = str(one.report.summary_edition if is_summary else one.report.care_edition)
    if notion is not None:
        return {notion.name: EntryForm(notion, data)}
    if asked == "arrange":
        return {"arrange": ArrangeForm(one, data)}
    if asked == "recode":
        return {"recode": RecodeForm(one, data)}
    return {"redact": RedactForm(data)} if asked == "redact" else {}


def _show(
    request: HttpRequest,
    person: Person,
    one: OpenReport,
    refused: dict[str, Any],
    *,
    wrong: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    redacted = one.care.redacted.get(one.told.language, "")
    redact = RedactForm(initial={"text": redacted, "seen": one.report.care_edition})
    context = {
        "one": one,
        "report": one.report,
        "wrong": wrong,
        "is_closed": one.report.state == ReportState.CLOSED,
        "rows": told_again(one.told, one.consent),
        "language": one.told.language,
        "her_direction": direction_of(one.told.language),
        "written": [(words, direction_of(words.language)) for words in one.messages()],
        "files": one.files(),
        "uses": [(use.label, one.consent.allows(use)) for use in Use],
        "allowed_uses": [use for use in Use if use != Use.COUNT and one.consent.allows(use)],
        "lists": [_list(notion, one, refused) for notion in NOTIONS],
        "answer": refused.get("answer") or AnswerForm(),
        "arrange": refused.get("arrange") or ArrangeForm(one),
        "recode": refused.get("recode") or RecodeForm(one),
        "redact": refused.get("redact") or redact,
        "hand": refused.get("hand") or HandForm(one),
        "redacted": redacted,
        "once": secrets.token_urlsafe(16),
        "me": person.get_username(),
    }
    return render(request, "incidents/caring/report.html", context, status=status)


def _list(notion: Any, one: OpenReport, refused: dict[str, Any]) -> dict[str, Any]:
    entries = [
        {
            "id": f"{notion.name}/{entry.get('id', '')}",
            "day": entry.get("day", ""),
            "rows": in_words(notion, entry),
        }
        for entry in getattr(one.care, notion.name)
    ]
    form = refused.get(notion.name)
    return {
        "notion": notion,
        "entries": entries,
        "form": form or EntryForm(notion),
        "is_open": form is not None,
    }
