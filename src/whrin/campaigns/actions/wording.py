"""Words of a paper: written, moved, taken out and brought back. What was is kept beside what is.

Whoever calls has asked `rules.may_write`; that the paper still takes words is asked here, under its lock.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.campaigns.drafting import tidy
from whrin.campaigns.enums import Block, Role
from whrin.campaigns.models import Paper, Paragraph, Revision, Wording
from whrin.campaigns.rules import may_write
from whrin.kit.days import today
from whrin.kit.text import clean_line
from whrin.people.models import Person

#: Signs of one paragraph at most.
LONGEST = 20_000


class EditedMeanwhile(Exception):
    """Somebody wrote between reading and writing; nothing was saved. `now`: what stands there."""

    def __init__(self, now: Wording | None = None) -> None:
        super().__init__(_("Somebody changed this while you wrote. Your words are still here."))
        self.now = now


class PaperLocked(Exception):
    """The paper is agreed, open, published or withdrawn: its words stand."""

    def __init__(self) -> None:
        super().__init__(_("The words of this paper stand: it is agreed or public."))


class TooLong(Exception):
    """A paragraph has more than `LONGEST` signs."""

    def __init__(self) -> None:
        super().__init__(_("This paragraph is too long. Make it two."))


def lock(paper: Paper) -> Paper:
    """Lock a paper that takes words. Raises `PaperLocked`."""
    held = Paper.objects.select_for_update().get(pk=paper.pk)
    if not may_write(held, {Role.HOLDER}):
        raise PaperLocked
    return held


@transaction.atomic
def write_wording(
    *, paragraph: Paragraph, language: str, text: str, seen: int, by: Person, basis: int = 0
) -> Wording:
    """Write what a paragraph says in a language. `seen`: the edition she read, 0 for none; `basis`: of a
    translation, the edition of the original that she translated. The same words twice are written once.

    Raises `EditedMeanwhile`, `PaperLocked`, `TooLong`.
    """
    paper = lock(paragraph.paper)
    written = put_words(paper, paragraph, language, text, seen=seen, by=by, basis=basis)
    record(
        verb="write paragraph",
        about=paper,
        by=by,
        paragraph=str(paragraph.pk),
        language=language,
        edition=written.edition,
    )
    return written


def put_words(
    paper: Paper, paragraph: Paragraph, language: str, text: str, *, seen: int, by: Person, basis: int = 0
) -> Wording:
    """Write a wording of a paper that is locked by the caller, who audits it. As `write_wording`."""
    words = clean_line(text) if paragraph.kind == Block.TITLE else tidy(text)
    if len(words) > LONGEST:
        raise TooLong
    based = 0 if language == paper.original_language else basis
    now = Wording.objects.filter(paragraph=paragraph, language=language).first()
    if now is None:
        if seen:
            raise EditedMeanwhile
        return Wording.objects.create(
            paragraph=paragraph, language=language, text=words, basis=based, changed_by=by
        )
    if now.text == words:
        if now.basis < based:
            now.basis = based
            now.save(update_fields=["basis"])
        return now
    if now.edition != seen:
        raise EditedMeanwhile(now)
    if now.text:
        Revision.objects.create(
            wording=now, edition=now.edition, text=now.text, by=now.changed_by, day=now.changed_on
        )
    now.text, now.edition, now.basis = words, now.edition + 1, based
    now.changed_by, now.changed_on = by, today()
    now.save()
    return now


@transaction.atomic
def confirm_translation(*, paragraph: Paragraph, language: str, seen: int, basis: int, by: Person) -> Wording:
    """Say that a translation still says what the original says in its edition `basis`; its words stay.

    Raises `EditedMeanwhile`: one of the two changed since she read them; `PaperLocked`.
    """
    paper = lock(paragraph.paper)
    found = {one.language: one for one in Wording.objects.filter(paragraph=paragraph)}
    own, original = found.get(language), found.get(paper.original_language)
    if own is None or original is None or own.edition != seen or original.edition != basis:
        raise EditedMeanwhile(own)
    own.basis = basis
    own.save(update_fields=["basis"])
    record(verb="confirm translation", about=paper, by=by, paragraph=str(paragraph.pk), language=language)
    return own


@transaction.atomic
def add_paragraph(
    *, paper: Paper, slot: str, kind: Block, by: Person, after: Paragraph | None = None
) -> Paragraph:
    """Add an empty paragraph to a section: after another, else at its end. Raises `PaperLocked`."""
    held = lock(paper)
    made = new_paragraph(held, slot, kind, after=after)
    record(verb="add paragraph", about=held, by=by, paragraph=str(made.pk), kind=kind.value)
    return made


def new_paragraph(paper: Paper, slot: str, kind: Block, *, after: Paragraph | None = None) -> Paragraph:
    """Make a paragraph of a paper that is locked by the caller, with an empty original."""
    rows = list(paper.paragraphs.all())
    made = Paragraph(paper=paper, position=0, kind=kind, slot=slot)
    at = next((place + 1 for place, row in enumerate(rows) if after is not None and row.pk == after.pk), 0)
    at = at or end_of_section(paper, rows, slot)
    rows.insert(at, made)
    made.position = at * 10
    made.save(force_insert=True)
    put_in_order(rows)
    Wording.objects.create(paragraph=made, language=paper.original_language)
    return made


def end_of_section(paper: Paper, rows: Sequence[Paragraph], slot: str) -> int:
    """Return how many paragraphs stand before the end of a section; of one without any, those of the
    sections before it.
    """
    slugs = [section["slug"] for section in paper.kind.sections]
    earlier = {"", *slugs[: slugs.index(slot)]} if slot in slugs else {row.slot for row in rows}
    own = [place + 1 for place, row in enumerate(rows) if row.slot == slot]
    before = [place + 1 for place, row in enumerate(rows) if row.slot in earlier]
    return max(own or before, default=0)


def put_in_order(rows: list[Paragraph]) -> None:
    """Give paragraphs positions in this order; those that have theirs are not written."""
    moved = []
    for place, row in enumerate(rows):
        if row.position != place * 10:
            row.position = place * 10
            moved.append(row)
    Paragraph.objects.bulk_update(moved, ["position"])


@transaction.atomic
def move_paragraph(*, paragraph: Paragraph, is_up: bool, by: Person) -> bool:
    """Let a paragraph change places with its neighbour in the section; say whether there was one. Raises
    `PaperLocked`.
    """
    paper = lock(paragraph.paper)
    rows = list(paper.paragraphs.all())
    mine = [row for row in rows if row.slot == paragraph.slot and not row.is_removed and row.slot]
    at = next((place for place, row in enumerate(mine) if row.pk == paragraph.pk), -1)
    other = at - 1 if is_up else at + 1
    if at < 0 or not 0 <= other < len(mine):
        return False
    one, two = rows.index(mine[at]), rows.index(mine[other])
    rows[one], rows[two] = rows[two], rows[one]
    put_in_order(rows)
    record(verb="move paragraph", about=paper, by=by, paragraph=str(paragraph.pk))
    return True


@transaction.atomic
def set_kind(*, paragraph: Paragraph, kind: Block, by: Person) -> None:
    """Say what a paragraph is; a title stays one, and nothing else becomes it. Raises `PaperLocked`."""
    paper = lock(paragraph.paper)
    if Block.TITLE in {kind, paragraph.kind} or paragraph.kind == kind:
        return
    paragraph.kind = kind
    paragraph.save(update_fields=["kind"])
    record(verb="set kind of paragraph", about=paper, by=by, paragraph=str(paragraph.pk), kind=kind.value)


@transaction.atomic
def remove_paragraph(*, paragraph: Paragraph, by: Person) -> None:
    """Take a paragraph out, in all languages; it can be brought back. The title stays.

    Raises `PaperLocked`.
    """
    _set_removed(paragraph, by, is_removed=True)


@transaction.atomic
def bring_back(*, paragraph: Paragraph, by: Person) -> None:
    """Bring back a paragraph that was taken out, where it stood. Raises `PaperLocked`."""
    _set_removed(paragraph, by, is_removed=False)


def _set_removed(paragraph: Paragraph, by: Person, *, is_removed: bool) -> None:
    paper = lock(paragraph.paper)
    if paragraph.kind == Block.TITLE or paragraph.is_removed == is_removed:
        return
    paragraph.is_removed = is_removed
    paragraph.save(update_fields=["is_removed"])
    verb = "remove paragraph" if is_removed else "bring paragraph back"
    record(verb=verb, about=paper, by=by, paragraph=str(paragraph.pk))
