"""One batch of records goes in, in one transaction: the good ones stored, every other one told by reason."""

from typing import Any

from django.utils.translation import gettext as _

from whrin.library.actions import attach_file, refresh_search
from whrin.library.exports.sheet import with_all
from whrin.library.imports.archive import Beside
from whrin.library.imports.csl_record import draft_of
from whrin.library.imports.differences import difference
from whrin.library.imports.doubles import Doubles
from whrin.library.imports.draft import Draft
from whrin.library.imports.faults import RecordRefused
from whrin.library.imports.found import Found
from whrin.library.imports.known import Known
from whrin.library.imports.storing import free_slugs, store
from whrin.library.models import ImportNote, ImportRun, Work
from whrin.library.refusals import LibraryRefusal

Batch = list[tuple[int, Found]]
#: A draft that is here already: the stable name of the work, and why we think so.
Double = tuple[Draft, str, str]


def store_batch(run: ImportRun, batch: Batch, known: Known, beside: Beside) -> None:
    """Store a batch and count it; runs inside the caller's transaction."""
    drafts, refusals = read_batch(batch, known, note_is_summary=run.is_sample)
    fresh, doubles = without_doubles(drafts)
    works = {work.slug: work for work in store(fresh, run=run)}
    there = {work.slug: work for work in with_all(Work.objects.filter(slug__in={one[1] for one in doubles}))}
    notes = [_note(run, draft, ImportNote.Outcome.REFUSED, reason) for draft, reason in refusals]
    for draft, slug, reason in doubles:
        note = _note(run, draft, ImportNote.Outcome.DUPLICATE, reason, there.get(slug))
        note.difference = difference(there[slug], draft) if slug in there else {}
        notes.append(note)
    for draft in fresh:
        work = works[draft.fields["slug"]]
        remarks = [*draft.remarks, *_attach(work, draft, beside, by=run.by)]
        notes += [_note(run, draft, ImportNote.Outcome.WARNED, remark, work) for remark in remarks]
    ImportNote.objects.bulk_create(sorted(notes, key=lambda note: note.record))
    run.done += len(batch)
    run.added += len(fresh)
    run.duplicates += len(doubles)
    run.refused += len(refusals)
    if run.publish:
        refresh_search([draft.fields["slug"] for draft in fresh])


def read_batch(
    batch: Batch, known: Known, *, note_is_summary: bool = False
) -> tuple[list[Draft], list[tuple[Draft, str]]]:
    """Return the drafts of a batch, and for each record that is refused what is known of it and why."""
    drafts, refusals = [], []
    for number, found in batch:
        try:
            draft = _draft(number, found, known, note_is_summary=note_is_summary)
        except RecordRefused as refusal:
            draft = Draft(number, _identifier(found.record), {}, [], line=found.line)
            refusals.append((draft, str(refusal)))
        else:
            drafts.append(draft)
    return drafts, refusals


def _draft(number: int, found: Found, known: Known, *, note_is_summary: bool) -> Draft:
    if found.fault:
        raise RecordRefused(found.fault)
    draft = draft_of(found.record, number=number, known=known, note_is_summary=note_is_summary)
    draft.line, draft.files = found.line, list(found.files)
    draft.remarks = [*found.remarks, *draft.remarks]
    return draft


def without_doubles(drafts: list[Draft]) -> tuple[list[Draft], list[Double]]:
    """Part what is new from what is here already, or came earlier in the batch."""
    there = Doubles.of(drafts)
    fresh: list[Draft] = []
    doubles: list[Double] = []
    free_slugs(drafts)
    for draft in drafts:
        double = there.find(draft)
        if double:
            doubles.append((draft, *double))
            continue
        neighbour = there.shares_address(draft)
        if neighbour:
            draft.remarks.append(
                _("Another work has the same address: “%(title)s”") % {"title": neighbour[:200]}
            )
        there.remember(draft)
        fresh.append(draft)
    return fresh, doubles


def _attach(work: Work, draft: Draft, beside: Beside, *, by: Any) -> list[str]:
    """Attach the files that a record names, where there is a right to keep them; return what went wrong."""
    remarks = []
    for written in draft.files:
        told = {"name": written[:150]}
        if not beside.knows(written):
            remarks.append(_("The file “%(name)s” did not come with the records.") % told)
            continue
        try:
            with beside.opened(written) as file:
                attach_file(version=work.versions.all()[0], upload=file, by=by)
        except LibraryRefusal as refusal:
            remarks.append(_("The file “%(name)s” was not kept.") % told + f" {refusal}")
    return remarks


def _identifier(record: Any) -> str:
    written = str(record.get("id", ""))[:200] if isinstance(record, dict) else ""
    return written.encode("utf-8", "ignore").decode().replace("\x00", "")


def _note(run: ImportRun, draft: Draft, outcome: str, reason: str, work: Work | None = None) -> ImportNote:
    return ImportNote(
        run=run,
        record=draft.record,
        line=draft.line,
        identifier=draft.identifier,
        outcome=outcome,
        reason=reason if len(reason) <= 500 else f"{reason[:499]}…",
        work=work,
    )
