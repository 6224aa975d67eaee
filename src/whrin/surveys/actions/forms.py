"""A form from its first day to its last. `by`: who does it; None: the site itself."""

from typing import Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.people.keys import new_wrapped_key
from whrin.people.models import Person
from whrin.people.residue import cut_back_the_log
from whrin.surveys.enums import Audience, FormState, Part
from whrin.surveys.models import Form
from whrin.surveys.rights import demand, demand_coordinator
from whrin.surveys.sealing import sealer_of
from whrin.surveys.wishes import Wishes

#: What stands in the addresses of surveys where a form's name does.
_TAKEN = {"receipt"}


class CannotOpenForm(Exception):
    """There is nothing to fill in, or no day left."""


@transaction.atomic
def create_form(*, form_id: str, by: Person | None, **wishes: Unpack[Wishes]) -> Form:
    """Make a form, a draft. Raises Django's `ValidationError` with what is wrong, by field."""
    demand_coordinator(by)
    if form_id.lower() in _TAKEN:
        raise ValidationError({"form_id": _("A page of the site has this name. Choose another.")})
    form = Form(form_id=form_id, wrapped_key=new_wrapped_key(), **wishes)
    form.full_clean()
    form.save()
    record(verb="create", about=form, by=by)
    return form


@transaction.atomic
def open_form(*, form: Form, by: Person | None) -> Form:
    """Let a form be answered. Raises `CannotOpenForm`, `NobodyToSealFor`."""
    demand(by, form, Part.AUTHOR)
    # Read anew behind a lock: two who open it at once must find one key, and for whom it is now.
    form.refresh_from_db(from_queryset=Form.objects.select_for_update())
    if not form.versions.exists():
        raise CannotOpenForm(_("Publish a version of the form first."))
    if form.closes_on is not None and form.closes_on < today():
        raise CannotOpenForm(_("The last day is over."))
    sealer_of(form)
    if form.audience == Audience.ONCE and not form.wrapped_ticket_key:
        form.wrapped_ticket_key = new_wrapped_key()
    return _move(form, FormState.OPEN, by)


@transaction.atomic
def close_form(*, form: Form, by: Person | None) -> Form:
    """Take no more answers. Who has answered can no longer be told afterwards; invitations are forgotten."""
    demand(by, form, Part.AUTHOR)
    form.invitations.all().delete()
    form.tickets.all().delete()
    form.wrapped_ticket_key = ""
    return _move(form, FormState.CLOSED, by)


@transaction.atomic
def archive_form(*, form: Form, by: Person | None) -> Form:
    """Put a form away; its answers stay for as long as they are kept."""
    return _move(close_form(form=form, by=by), FormState.ARCHIVED, by)


def close_overdue_forms() -> int:
    """Close the forms whose last day is over; return how many. Daily."""
    overdue = Form.objects.filter(state=FormState.OPEN, closes_on__lt=today())
    return len([close_form(form=form, by=None) for form in overdue])


@transaction.atomic
def delete_form(*, form: Form, by: Person | None) -> None:
    """Delete a form for good, with all versions, answers and files."""
    demand_coordinator(by)
    record(verb="delete", about=form, by=by, answers=form.answers.count())
    # Its key first: what remains of the rest anywhere cannot be read without it.
    Form.objects.filter(pk=form.pk).update(wrapped_key="", wrapped_ticket_key="")
    form.delete()
    transaction.on_commit(cut_back_the_log)


def _move(form: Form, state: FormState, by: Person | None) -> Form:
    form.state = state
    form.save(update_fields=["state", "wrapped_ticket_key"])
    record(verb=str(state.value), about=form, by=by)
    return form
