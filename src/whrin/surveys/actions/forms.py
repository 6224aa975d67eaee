"""A form from its first day to its last."""

from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.people.keys import new_wrapped_key
from whrin.people.models import Person
from whrin.people.residue import cut_back_the_log
from whrin.surveys.enums import Audience, FormState
from whrin.surveys.models import Form
from whrin.surveys.sealing import sealer_of
from whrin.surveys.wishes import Wishes


class CannotOpenForm(Exception):
    """There is nothing to fill in."""

    def __init__(self) -> None:
        super().__init__(_("Publish a version of the form first."))


@transaction.atomic
def create_form(*, form_id: str, by: Person, **wishes: Unpack[Wishes]) -> Form:
    """Make a form, a draft. Raises Django's `ValidationError` with what is wrong, by field."""
    form = Form(form_id=form_id, wrapped_key=new_wrapped_key(), **wishes)
    form.full_clean()
    form.save()
    record(verb="create", about=form, by=by)
    return form


@transaction.atomic
def open_form(*, form: Form, by: Person) -> Form:
    """Let a form be answered. Raises `CannotOpenForm`, `NobodyToSealFor`."""
    if not form.versions.exists():
        raise CannotOpenForm
    sealer_of(form)
    if form.audience == Audience.ONCE and not form.wrapped_ticket_key:
        form.wrapped_ticket_key = new_wrapped_key()
    return _move(form, FormState.OPEN, by)


@transaction.atomic
def close_form(*, form: Form, by: Person | None) -> Form:
    """Take no more answers. Who has answered can no longer be told afterwards."""
    form.tickets.all().delete()
    form.wrapped_ticket_key = ""
    return _move(form, FormState.CLOSED, by)


@transaction.atomic
def archive_form(*, form: Form, by: Person) -> Form:
    """Put a form away; its answers stay for as long as they are kept."""
    return _move(close_form(form=form, by=by), FormState.ARCHIVED, by)


@transaction.atomic
def delete_form(*, form: Form, by: Person) -> None:
    """Delete a form for good, with all versions, answers and files."""
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
