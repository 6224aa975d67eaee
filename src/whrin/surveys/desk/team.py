"""Who works with a form, beside the coordinators: they see and change it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.people.models import Person
from whrin.people.names import name_of
from whrin.surveys import actions
from whrin.surveys.desk.making import status_of
from whrin.surveys.enums import Part
from whrin.surveys.models import Form
from whrin.surveys.rights import form_for, is_coordinator, person_at


class StaffField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    """Somebody of the staff, by the name of her account."""

    def label_from_instance(self, obj: Any) -> str:
        """Return her name."""
        return name_of(obj)


class PartForm(forms.Form):
    """A part on the team."""

    part = forms.ChoiceField(
        label=gettext_lazy("What she may do"),
        choices=Part.choices,
        help_text=gettext_lazy("Each part holds those before it."),
    )


class AddForm(PartForm):
    """Whom, and her part."""

    field_order = ("person", "part")
    person = StaffField(label=gettext_lazy("Name"), queryset=Person.objects.none())

    def __init__(self, form: Form, data: Any = None) -> None:
        super().__init__(data)
        staff = Person.objects.filter(is_staff=True, is_active=True, is_superuser=False).order_by("username")
        there = form.team.values("person")
        self.fields["person"].queryset = staff.exclude(pk__in=there)  # type: ignore[attr-defined]  # it has one


@never_cache
def team(request: HttpRequest, form_id: str) -> HttpResponse:
    """List who works with a form; a POST adds somebody."""
    person, form = _for_coordinators(request, form_id)
    asked = AddForm(form, request.POST if request.method == "POST" else None)
    if asked.is_bound and asked.is_valid():
        given = asked.cleaned_data
        try:
            actions.give_part(form=form, person=given["person"], part=Part(given["part"]), by=person)
        except actions.CannotJoinTeam as refusal:
            asked.add_error("person", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("forms:team", form_id)
    colleagues = form.team.select_related("person")
    context = {
        "survey": form,
        "tab": "team",
        "asked": asked,
        "colleagues": [(each, name_of(each.person)) for each in colleagues],
        "parts": Part.choices,
    }
    return TemplateResponse(request, "surveys/desk/team.html", context, status=status_of(asked))


@require_POST
def colleague(request: HttpRequest, form_id: str, pk: int) -> HttpResponse:
    """Change somebody's part, or take her off the team."""
    person, form = _for_coordinators(request, form_id)
    found = get_object_or_404(form.team.select_related("person"), pk=pk)
    asked = PartForm(request.POST)
    try:
        if "remove" in request.POST:
            actions.take_part(colleague=found, by=person)
            messages.success(request, _("Saved."))
        elif asked.is_valid():
            part = Part(asked.cleaned_data["part"])
            actions.give_part(form=form, person=found.person, part=part, by=person)
            messages.success(request, _("Saved."))
    except actions.CannotJoinTeam as refusal:
        # She was of the staff when she was put on the team.
        messages.error(request, str(refusal))
    return redirect("forms:team", form_id)


def _for_coordinators(request: HttpRequest, form_id: str) -> tuple[Person, Form]:
    form = form_for(request.user, form_id)
    if not is_coordinator(request.user):
        raise PermissionDenied
    return person_at(request), form
