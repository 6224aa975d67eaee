"""What a paper is told beside its words."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

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
#: What readers see of these, in every edition: it stays as it was first published.
SHOWN = frozenset({"country", "session", "style"})


class StaysAsPublished(Exception):
    """Readers see it, also while a correction is written."""

    def __init__(self) -> None:
        super().__init__(
            _("What is published never changes: a correction is a new edition, and the old one stays.")
        )


@transaction.atomic
def set_about(*, paper: Paper, by: Person, **columns: Any) -> Paper:
    """Change columns (`COLUMNS`) of a paper that is not public. Who must sign it off is settled before it
    goes to review: later, `needs_lived_experience` stays as it is. What was published has no embargo.

    Raises `AlreadyPublic`; `StaysAsPublished`: it is being corrected, and this is among `SHOWN`.
    """
    held = Paper.objects.select_for_update().get(pk=paper.pk)
    if held.state not in {State.WRITING, State.REVIEW, State.AGREED}:
        raise AlreadyPublic
    if held.state != State.WRITING:
        columns.pop("needs_lived_experience", None)
    if held.published_on:
        columns.pop("embargo_until", None)
    changed = [name for name, value in columns.items() if name in COLUMNS and getattr(held, name) != value]
    if held.published_on and SHOWN.intersection(changed):
        raise StaysAsPublished
    for name in changed:
        setattr(held, name, columns[name])
    if changed:
        held.save(update_fields=changed)
        record(verb="set paper", about=held, by=by, columns=changed)
    return held
