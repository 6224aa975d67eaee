"""Limits of kinds of papers."""

from typing import Any

from django.db import transaction

from whrin.audit.actions import record
from whrin.campaigns.models import PaperKind
from whrin.people.models import Person


@transaction.atomic
def set_limits(*, kind: PaperKind, by: Person, **columns: Any) -> None:
    """Set the limits of a kind, with their source and the day on which it was read."""
    held = PaperKind.objects.select_for_update().get(pk=kind.pk)
    changed = sorted(name for name, value in columns.items() if getattr(held, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(held, name, columns[name])
    held.save(update_fields=changed)
    record(verb="set limits", about=held, by=by, changed=changed)
