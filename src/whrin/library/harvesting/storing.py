"""Keeps one page of a harvest: what is new comes in as by an import; what is known is compared."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from whrin.library.exports.sheet import with_all
from whrin.library.harvesting.answers import Harvested
from whrin.library.harvesting.crosswalk import record_of
from whrin.library.imports.archive import Beside
from whrin.library.imports.batches import read_batch, store_batch
from whrin.library.imports.differences import difference
from whrin.library.imports.draft import Draft
from whrin.library.imports.found import Found
from whrin.library.imports.known import Known
from whrin.library.models import HarvestedRecord, ImportNote, ImportRun, Source, Work

#: What staff find among a work's doubts.
WITHDRAWN = "withdrawn at source"


def store_page(source: Source, run: ImportRun, records: Sequence[Harvested], known: Known) -> None:
    """Keep a page and count it; runs inside the caller's transaction. Records with metadata count."""
    seen = {
        one.identifier: one
        for one in source.records.filter(identifier__in=[record.identifier for record in records])
    }
    living = list({record.identifier: record for record in records if record.metadata is not None}.values())
    for record in records:
        if record.metadata is None and record.identifier in seen:
            _withdraw(seen[record.identifier], record, run)
    run.total = run.done + len(living)
    run.save(update_fields=["total"])
    _add([one for one in living if not _work_of(one, seen)], source, run, known)
    _compare([one for one in living if _work_of(one, seen)], seen, run, known)
    run.save()


def _work_of(record: Harvested, seen: dict[str, HarvestedRecord]) -> int | None:
    return seen[record.identifier].work_id if record.identifier in seen else None


def _add(records: Sequence[Harvested], source: Source, run: ImportRun, known: Known) -> None:
    first = run.done + 1
    batch = [
        (number, Found(record_of(one.identifier, one.metadata)))
        for number, one in enumerate(records, start=first)
    ]
    last = Work.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    store_batch(run, batch, known, Beside())
    told = run.notes.filter(record__gte=first).exclude(outcome=ImportNote.Outcome.WARNED)
    works = dict(told.values_list("record", "work"))
    # What is told neither as a double nor as refused was added, in the same order.
    added = iter(Work.objects.filter(arrived_in=run, pk__gt=last).order_by("pk").values_list("pk", flat=True))
    for number, one in enumerate(records, start=first):
        work = works[number] if number in works else next(added)
        HarvestedRecord.objects.update_or_create(
            source=source,
            identifier=one.identifier,
            defaults={"datestamp": one.datestamp, "work_id": work, "is_deleted": False},
        )


def _compare(
    records: Sequence[Harvested], seen: dict[str, HarvestedRecord], run: ImportRun, known: Known
) -> None:
    """A librarian may have corrected what came in: a change at the source is shown to her, never made."""
    first = run.done + 1
    batch = [
        (number, Found(record_of(one.identifier, one.metadata)))
        for number, one in enumerate(records, start=first)
    ]
    drafts, refusals = read_batch(batch, known)
    works = with_all(Work.objects.all()).in_bulk([seen[one.identifier].work_id for one in records])
    for draft in drafts:
        kept = seen[records[draft.record - first].identifier]
        told = difference(works[kept.work_id], draft) if kept.work_id in works else {}
        if told or kept.is_deleted:
            _note(run, draft, ImportNote.Outcome.DUPLICATE, _("It changed at its source."), kept, told)
    for draft, reason in refusals:
        _note(run, draft, ImportNote.Outcome.REFUSED, reason, seen[records[draft.record - first].identifier])
    for one in records:
        kept = seen[one.identifier]
        kept.datestamp, kept.is_deleted = one.datestamp, False
        kept.save(update_fields=["datestamp", "is_deleted"])
    run.done += len(records)
    run.duplicates += len(drafts)
    run.refused += len(refusals)


def _note(
    run: ImportRun,
    draft: Draft,
    outcome: str,
    reason: str,
    kept: HarvestedRecord,
    told: dict[str, dict[str, object]] | None = None,
) -> None:
    ImportNote.objects.create(
        run=run,
        record=draft.record,
        identifier=kept.identifier[:200],
        outcome=outcome,
        reason=reason[:500],
        work_id=kept.work_id,
        difference=told or {},
    )


def _withdraw(kept: HarvestedRecord, record: Harvested, run: ImportRun) -> None:
    """Its library took a record back. Whether we do is for a librarian to say."""
    if kept.is_deleted:
        return
    kept.datestamp, kept.is_deleted = record.datestamp, True
    kept.save(update_fields=["datestamp", "is_deleted"])
    if kept.work is None:
        return
    ImportNote.objects.create(
        run=run,
        record=run.done,
        identifier=kept.identifier[:200],
        outcome=ImportNote.Outcome.WARNED,
        reason=_("Its own library has withdrawn it."),
        work=kept.work,
    )
    if WITHDRAWN not in kept.work.doubts:
        kept.work.doubts = [*kept.work.doubts, WITHDRAWN]
        kept.work.save(update_fields=["doubts"])
