"""Suggestions on the desk: the queue, and one of them with its answer."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from whrin.library import likeness
from whrin.library.actions.suggestions import accept, decline
from whrin.library.desk_works import person_at
from whrin.library.enums import Kind
from whrin.library.imports.tags import tag_of
from whrin.library.models import Suggestion, Work
from whrin.library.refusals import LibraryRefusal

_PER_PAGE = 50


class AcceptForm(forms.Form):
    """What a draft needs to begin with; all of it can be changed later."""

    title = forms.CharField(label=_("Title"), max_length=600, widget=forms.TextInput({"dir": "auto"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    language = forms.CharField(
        label=_("Language"), help_text=_("A tag such as “en”, or the language's name."), max_length=60
    )

    def clean_language(self) -> str:
        """As a BCP 47 tag."""
        tag = tag_of(self.cleaned_data["language"])
        if not tag:
            raise forms.ValidationError(
                _("Write a language tag, such as “en” or “pt-BR”, or the language's name.")
            )
        return tag


def suggestions(request: HttpRequest) -> HttpResponse:
    """List the suggestions of one state; those that wait come first, oldest at the top."""
    person_at(request)
    states = Suggestion.State
    state = request.GET.get("state", "")
    state = state if state in states.values else states.WAITING.value
    found = Suggestion.objects.filter(state=state).select_related("work").prefetch_related("work__versions")
    found = found.order_by("id" if state == states.WAITING else "-answered_on", "-id")
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "states": states.choices, "state": state, "asked": f"state={state}"}
    return TemplateResponse(request, "library/desk/suggestions.html", context)


def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one suggestion with what may be the same already; a POST accepts or declines it."""
    person = person_at(request)
    found = get_object_or_404(Suggestion.objects.select_related("work"), pk=pk)
    form = AcceptForm(request.POST or None, initial=_beginning(found))
    if request.method == "POST":
        try:
            answer = _answered(request, found, form, person)
        except LibraryRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            if answer:
                return answer
    context = {
        "suggestion": found,
        "form": form if found.wish == Suggestion.Wish.RESOURCE else None,
        "alike": _alike(found),
        "is_waiting": found.state == Suggestion.State.WAITING,
        "reply": request.POST.get("reply", ""),
    }
    return TemplateResponse(request, "library/desk/suggestion.html", context)


def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the suggested file to staff, as a download."""
    person_at(request)
    found = get_object_or_404(Suggestion.objects.exclude(file=""), pk=pk)
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(content, as_attachment=True, filename=str(found.file.name).rpartition("/")[2])


def _answered(request: HttpRequest, found: Suggestion, form: AcceptForm, person: Any) -> HttpResponse | None:
    reply = request.POST.get("reply", "")
    if "decline" in request.POST:
        decline(suggestion=found, reason=reply, by=person)
        messages.success(request, str(_("The suggestion is declined.")))
        return redirect("care:suggestions")
    if found.wish == Suggestion.Wish.FORMAT:
        accept(suggestion=found, by=person, reply=reply)
        messages.success(request, str(_("The suggestion is accepted.")))
        return redirect("care:suggestions")
    if not form.is_valid():
        return None
    work, warning = accept(suggestion=found, by=person, reply=reply, **form.cleaned_data)
    messages.success(request, str(_("The suggestion is a draft now. Fill in what is missing.")))
    if warning:
        messages.warning(request, str(warning))
    return redirect("works:edit", work.pk if work else 0)


def _beginning(found: Suggestion) -> dict[str, str]:
    kind = Kind.JOURNAL_ARTICLE if found.doi else Kind.REPORT if found.file else Kind.WEB_PAGE
    return {"title": found.title or found.doi or found.address, "kind": kind, "language": "und"}


def _alike(found: Suggestion) -> list[Work]:
    works = Work.objects.none()
    if found.doi:
        works = Work.objects.filter(doi=found.doi)
    elif found.address:
        fingerprint = likeness.address_fingerprint(found.address)
        works = Work.objects.filter(versions__links__fingerprint=fingerprint)
    return list(works.prefetch_related("versions").distinct()[:5])
