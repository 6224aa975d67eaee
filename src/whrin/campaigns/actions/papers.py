"""Papers: begun out of a kind's template, handed on, given up."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.campaigns.enums import Block, Role, State
from whrin.campaigns.models import Paper, PaperKind, Paragraph, Seat, Wording
from whrin.kit.text import clean_line
from whrin.people.models import Person


class AlreadyPublic(Exception):
    """The paper is public, or was: it can be corrected or withdrawn, not deleted."""

    def __init__(self) -> None:
        super().__init__(_("This paper is public. It can be corrected or withdrawn, not deleted."))


@transaction.atomic
def begin_paper(*, kind: PaperKind, title: str, language: str, by: Person, **columns: Any) -> Paper:
    """Begin a paper with the sections of its kind, held by `by`. `columns`: further columns of `Paper`."""
    paper = Paper.objects.create(kind=kind, original_language=language, **columns)
    Seat.objects.create(paper=paper, person=by, role=Role.HOLDER)
    heads = [("", Block.TITLE, clean_line(title))]
    for section in kind.sections:
        headings = section["headings"]
        heads.append((section["slug"], Block.HEADING, headings.get(language) or headings.get("en", "")))
        heads.append((section["slug"], Block.TEXT, ""))
    for position, (slot, block, words) in enumerate(heads):
        paragraph = Paragraph.objects.create(paper=paper, position=position * 10, kind=block, slot=slot)
        Wording.objects.create(paragraph=paragraph, language=language, text=words, changed_by=by)
    record(verb="begin paper", about=paper, by=by, kind=kind.slug)
    return paper


@transaction.atomic
def delete_paper(*, paper: Paper, by: Person) -> None:
    """Delete a paper that was never public, with all that was said of it. Raises `AlreadyPublic`."""
    held = Paper.objects.select_for_update().get(pk=paper.pk)
    if held.slug or held.state not in {State.WRITING, State.REVIEW, State.AGREED}:
        raise AlreadyPublic
    record(verb="delete paper", about=held, by=by)
    held.delete()
