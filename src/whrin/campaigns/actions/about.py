"""What a paper is told beside its words."""

from typing import Any

from django.db import transaction

from whrin.audit.actions import record
from whrin.campaigns.actions.papers import AlreadyPublic
from whrin.campaigns.enums import State
from whrin.campaigns.models import Paper
from whrin.people.models import Person

#: What the holder can change until the paper is public.
COLUMNS = (
    "country",
    "session",
    "is_coalition",
    "style",
    "minutes",
    "embargo_until",
    "needs_lived_experience",
)


@transaction.atomic
def set_about(*, paper: Paper, by: Person, **columns: Any) -> Paper:
    """Change columns (`COLUMNS`) of a paper that is not public. Who must sign it off is settled before it
    goes to review: later, `needs_lived_experience` stays as it is. What was published has no embargo.

    Raises `AlreadyPublic`.
    """
    held = Paper.objects.select_for_update().get(pk=paper.pk)
    if held.state not in {State.WRITING, State.REVIEW, State.AGREED}:
        raise AlreadyPublic
    if held.state != State.WRITING:
        columns.pop("needs_lived_experience", None)
    if held.published_on:
        columns.pop("embargo_until", None)
    changed = [name for name, value in columns.items() if name in COLUMNS and getattr(held, name) != value]
    for name in changed:
        setattr(held, name, columns[name])
    if changed:
        held.save(update_fields=changed)
        record(verb="set paper", about=held, by=by, columns=changed)
    return held
