"""Who works with a form, beside the coordinators, who alone say so."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.people.models import Person
from whrin.surveys.enums import Part
from whrin.surveys.models import Colleague, Form
from whrin.surveys.rights import demand_coordinator, may_enter


class CannotJoinTeam(Exception):
    """She may not come to the desk."""

    def __init__(self) -> None:
        super().__init__(_("She may not open the desk. Give her an account of the staff first."))


@transaction.atomic
def give_part(*, form: Form, person: Person, part: Part, by: Person | None) -> Colleague:
    """Put somebody on a form's team, or change her part. Raises `CannotJoinTeam`."""
    demand_coordinator(by)
    if not may_enter(person):
        raise CannotJoinTeam
    colleague, _is_new = Colleague.objects.update_or_create(form=form, person=person, defaults={"part": part})
    record(verb="give_part", about=colleague, by=by, part=str(part.value))
    return colleague


@transaction.atomic
def take_part(*, colleague: Colleague, by: Person | None) -> None:
    """Take somebody off a form's team."""
    demand_coordinator(by)
    record(verb="take_part", about=colleague, by=by)
    colleague.delete()
