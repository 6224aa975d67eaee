"""What a form is told after it was made."""

from typing import Any, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.people.models import Person
from whrin.surveys.enums import FormState, Part
from whrin.surveys.models import Form
from whrin.surveys.rights import demand
from whrin.surveys.rules import may_go_to_phones
from whrin.surveys.wishes import Wishes

#: What cannot change while answers come: the ways of counting and of sealing begin when a form opens.
_WHILE_CLOSED = ("audience", "is_sensitive")


@transaction.atomic
def edit_form(*, form: Form, by: Person | None, **wishes: Unpack[Wishes]) -> Form:
    """Change what a form is told. A form that phones cannot have any more leaves all phones.

    Raises Django's `ValidationError` with what is wrong, by field; then nothing has changed.
    """
    demand(by, form, Part.AUTHOR)
    found = Form.objects.select_for_update().get(pk=form.pk)
    changed = {name: value for name, value in wishes.items() if getattr(found, name) != value}
    if faults := broken_promises(found, changed):
        raise ValidationError(dict(faults))
    for name, value in changed.items():
        setattr(found, name, value)
    found.full_clean()
    if changed:
        found.save(update_fields=list(changed))
        record(verb="edit", about=found, by=by, changed=sorted(changed))
    if not may_go_to_phones(found):
        found.collectors.clear()
    return found


def broken_promises(form: Form, wishes: dict[str, Any]) -> dict[str, str | Promise]:
    """Return, by field, what may not become so any more."""
    faults: dict[str, str | Promise] = {}
    if form.state == FormState.OPEN:
        faults = dict.fromkeys(
            (name for name in _WHILE_CLOSED if name in wishes), _("Close the form before you change this.")
        )
    if form.answers.exists():
        if "is_sensitive" in wishes:
            faults["is_sensitive"] = _("Answers have come; how they are sealed stays as it is.")
        if wishes.get("months_kept", 0) > form.months_kept:
            faults["months_kept"] = _(
                "Answers have come, and those who gave them were told this time. It can become shorter only."
            )
    return faults
