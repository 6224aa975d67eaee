"""Surveys whose answers become suggestions: coordinators say which, and have new answers read now."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.services.answers.taking import (
    NoMappingForm,
    asks_for_services,
    begin_mapping,
    end_mapping,
    take_answers,
)
from whrin.services.desk.rights import coordinator_at
from whrin.services.enums import Source
from whrin.services.models import MappingForm, Proposal
from whrin.surveys.headings import title_of
from whrin.surveys.models import Form


@dataclass(frozen=True)
class Row:
    """A form that asks for services. `suggested`: what came of its answers and is kept still."""

    form: Form
    title: str
    is_on: bool
    suggested: int


@never_cache
def surveys(request: HttpRequest) -> HttpResponse:
    """List the forms that ask for services; a POST has what came in since read now."""
    coordinator_at(request)
    if request.method == "POST":
        made = take_answers()
        told = ngettext("%(n)s new suggestion.", "%(n)s new suggestions.", made) % {"n": made}
        messages.success(request, told)
        return redirect("map_desk:surveys")
    on = set(MappingForm.objects.values_list("form_id", flat=True))
    forms = [form for form in Form.objects.exclude(versions=None).distinct() if asks_for_services(form)]
    language = get_language() or "en"
    rows = [
        Row(
            form,
            title_of(form.versions.all()[0], language).text,
            form.pk in on,
            Proposal.objects.filter(source=Source.SURVEY, reference__startswith=f"{form.form_id}/").count(),
        )
        for form in forms
    ]
    context = {"title": _("Mapping surveys"), "rows": rows, "is_any_on": any(row.is_on for row in rows)}
    return TemplateResponse(request, "services/desk/surveys.html", context)


@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Let answers of a form become suggestions, or no more."""
    person = coordinator_at(request)
    form = get_object_or_404(Form, pk=pk)
    if MappingForm.objects.filter(form=form).exists():
        end_mapping(form=form, by=person)
        messages.success(request, _("Its answers become suggestions no more."))
        return redirect("map_desk:surveys")
    try:
        begin_mapping(form=form, by=person)
    except NoMappingForm:
        messages.error(request, _("This form does not ask for services, or is sealed for named people."))
    else:
        messages.success(request, _("Its answers become suggestions from now on, within the hour."))
    return redirect("map_desk:surveys")
