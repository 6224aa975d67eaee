"""The words that services are described with, as coordinators change them. None is deleted: records and their
history speak of it.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from whrin.audit.actions import Actor, record
from whrin.kit.edition import advance_on_commit
from whrin.kit.text import clean_line, clean_text
from whrin.services.enums import TermKind
from whrin.services.models import Term


@transaction.atomic
def save_term(*, term: Term, words: Mapping[str, Any], by: Actor | None) -> Term:
    """Save a word, new or changed. `words`: `labels` and `notes` by language, `aaaq`, `is_standard`, `order`.
    Its kind and stable name stay as they are. Raises `ValidationError`, by field.
    """
    is_new = term.pk is None
    if not is_new:
        term = Term.objects.select_for_update().get(pk=term.pk)
    term.labels = {tag: line for tag, text in words["labels"].items() if (line := clean_line(text))}
    term.notes = {tag: note for tag, text in words["notes"].items() if (note := clean_text(text))}
    term.aaaq = words["aaaq"] if term.kind == TermKind.ATTRIBUTE else ""
    term.is_standard, term.order = words["is_standard"], words["order"]
    term.full_clean(exclude=["labels", "notes"])
    term.save()
    record(verb="add term" if is_new else "change term", about=term, by=by, slug=term.slug)
    advance_on_commit()
    return term
