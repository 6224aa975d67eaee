"""The tabs of one form: those that she may open."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.people.models import Person
from whrin.surveys.enums import Audience, Part
from whrin.surveys.models import Colleague, Form
from whrin.surveys.rights import is_coordinator, parts_from


@dataclass(frozen=True)
class Tab:
    """`part`: what she must be on the team to open it; empty: coordinators alone."""

    name: str
    label: str | Promise
    address: str
    part: Part | None = Part.READER


_TABS = (
    Tab("form", _("Form"), "forms:form"),
    Tab("sheets", _("Questions"), "forms:sheets", Part.AUTHOR),
    Tab("answers", _("Answers"), "forms:answers"),
    Tab("figures", _("Figures"), "forms:figures"),
    Tab("exports", _("Export"), "forms:exports"),
    Tab("settings", _("Settings"), "forms:settings", Part.AUTHOR),
    Tab("invitations", _("Invitations"), "forms:invitations", Part.AUTHOR),
    Tab("team", _("Team"), "forms:team", None),
)


def tabs_for(person: object, form: Form) -> list[tuple[Tab, str]]:
    """Return the tabs of a form with their addresses."""
    hers = _parts_of(person, form)
    return [
        (tab, reverse(tab.address, args=[form.form_id]))
        for tab in _TABS
        if tab.part in hers and (tab.name != "invitations" or form.audience == Audience.INVITED)
    ]


def _parts_of(person: object, form: Form) -> set[Part | None]:
    """Return all parts that she has on a form; None stands for what coordinators do."""
    if is_coordinator(person):
        return {None, *Part}
    if not isinstance(person, Person):
        return set()
    part = Colleague.objects.filter(form=form, person=person).values_list("part", flat=True).first()
    return {each for each in Part if part in parts_from(each)}
