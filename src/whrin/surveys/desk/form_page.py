"""One form: what it is, what is missing, its versions; and the steps from its first day to its last."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.codes import code_picture
from whrin.surveys.desk.addresses import address_of
from whrin.surveys.desk.making import NewForm, status_of
from whrin.surveys.enums import FormState, Part, Traces
from whrin.surveys.models import AnswerEdition, Form, Version
from whrin.surveys.rights import form_for, is_coordinator, may, person_at
from whrin.surveys.rules import may_go_to_phones
from whrin.surveys.sealing import NobodyToSealFor, sealer_of


@dataclass(frozen=True)
class Step:
    """`states`: from which it leads on. `is_harsh`: it destroys something."""

    name: str
    label: str | Promise
    states: frozenset[str]
    act: Callable[..., Any]
    is_harsh: bool = False


_AWAY = frozenset({FormState.CLOSED, FormState.ARCHIVED})
_NOW = frozenset({FormState.OPEN})
_ANY = frozenset(FormState.values)
_STEPS = (
    Step("open", gettext_lazy("Open the form"), frozenset({FormState.DRAFT}), actions.open_form),
    Step("again", gettext_lazy("Open the form again"), _AWAY, actions.open_form),
    Step("close", gettext_lazy("Close the form"), _NOW, actions.close_form, is_harsh=True),
    Step("archive", gettext_lazy("Archive the form"), frozenset({FormState.CLOSED}), actions.archive_form),
    Step("delete", gettext_lazy("Delete the form"), _ANY, actions.delete_form, is_harsh=True),
)


@never_cache
def new_form(request: HttpRequest) -> HttpResponse:
    """Make a form, and go on to its questions."""
    if not is_coordinator(request.user):
        raise PermissionDenied
    asked = NewForm(request.POST if request.method == "POST" else None)
    if asked.is_bound and (form := asked.made_by(person_at(request))):
        return redirect("forms:sheets", form.form_id)
    return TemplateResponse(request, "surveys/desk/new.html", {"asked": asked}, status=status_of(asked))


@never_cache
@require_safe
def form_page(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show one form."""
    person = person_at(request)
    form = form_for(person, form_id)
    is_author = may(person, form, Part.AUTHOR)
    address = address_of(form) if form.state == FormState.OPEN else ""
    context = {
        "survey": form,
        "tab": "form",
        "address": address,
        "code": code_picture(address) if address else "",
        "answers": form.answers.count(),
        "versions": versions_of(form),
        "lacks": lacks_of(form),
        "steps": _steps_for(person, form) if is_author else [],
        "is_author": is_author,
        "for_phones": is_author and may_go_to_phones(form),
        "kept": [Traces(trace).label for trace in sorted(form.keeps())],
    }
    return TemplateResponse(request, "surveys/desk/form.html", context)


@never_cache
def step(request: HttpRequest, form_id: str, name: str) -> HttpResponse:
    """Say what a step does; a POST takes it."""
    person = person_at(request)
    form = form_for(person, form_id, Part.AUTHOR)
    found = next((each for each in _STEPS if each.name == name), None)
    if found is None:
        raise Http404
    if found.name == "delete" and not is_coordinator(person):
        raise PermissionDenied
    if form.state not in found.states:
        # Somebody has taken it already; perhaps she herself, pressing twice.
        return redirect("forms:form", form_id)
    wrong = ""
    if request.method == "POST" and found.name == "delete" and request.POST.get("name", "") != form_id:
        wrong = _("This is not the name of the form. Nothing was deleted.")
    elif request.method == "POST":
        try:
            found.act(form=form, by=person)
        except (actions.CannotOpenForm, NobodyToSealFor) as refusal:
            wrong = str(refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("forms:index") if found.name == "delete" else redirect("forms:form", form_id)
    context = {
        "survey": form,
        "tab": "form",
        "step": found,
        "wrong": wrong,
        "answers": form.answers.count(),
        "unused": form.invitations.filter(is_used=False).count(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return TemplateResponse(request, "surveys/desk/step.html", context, status=status)


def lacks_of(form: Form) -> list[str]:
    """Return what must come before a form can be opened, in sentences."""
    found = []
    if not form.versions.exists():
        found.append(_("Publish a version of the form first."))
    try:
        sealer_of(form)
    except NobodyToSealFor as nobody:
        found.append(str(nobody))
    return found


def versions_of(form: Form) -> QuerySet[Version]:
    """Return the versions of a form, the newest first, with `answer_count`: answers that came with them."""
    versions = form.versions.defer("sheets", "xform")
    counted = dict(
        AnswerEdition.objects.filter(answer__form=form)
        .order_by()
        .values_list("version")
        .annotate(n=Count("answer", distinct=True))
    )
    for version in versions:
        version.answer_count = counted.get(version.pk, 0)  # type: ignore[attr-defined]  # for the page
    return versions


def _steps_for(person: Person, form: Form) -> list[Step]:
    """Return the steps that she may take now. Deleting is for coordinators."""
    hers = [each for each in _STEPS if form.state in each.states]
    return [each for each in hers if each.name != "delete" or is_coordinator(person)]
