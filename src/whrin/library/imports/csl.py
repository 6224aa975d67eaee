"""Import of CSL-JSON: the list of records that Zotero, Mendeley and this library write."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from whrin.audit.actions import record as write_down
from whrin.library.actions import refresh_search
from whrin.library.imports import json_list, running
from whrin.library.imports.csl_record import draft_of
from whrin.library.imports.doubles import Doubles
from whrin.library.imports.draft import Draft
from whrin.library.imports.faults import RecordRefused, UnreadableFile
from whrin.library.imports.known import Known
from whrin.library.imports.running import Progress
from whrin.library.imports.storing import free_slugs, store
from whrin.library.models import ImportNote, ImportRun, Work

FORMAT = "csl-json"


def _never() -> bool:
    return False


def import_file(
    *,
    path: Path,
    by: Any = None,
    publish: bool = False,
    is_sample: bool = False,
    progress: Progress | None = None,
    stop: Callable[[], bool] = _never,
) -> ImportRun:
    """Import a CSL-JSON file; the same file goes on where an earlier run of it was cut off.

    `progress` is called after each batch with records done, records in all and the file's name; `stop` is
    asked before each. Raises `UnreadableFile`, and then nothing was imported.
    """
    digest = running.digest_of(path)
    with running.held(digest):
        text = json_list.read_text(path, settings.WHRIN_IMPORT_LIMIT_MB)
        total = sum(1 for _record in json_list.records(text))
        run = _run_for(digest, path.name, total, by=by, publish=publish, is_sample=is_sample)
        return _work_through(run, text, progress=progress, stop=stop)


def continue_run(
    run: ImportRun, path: Path, *, progress: Progress | None = None, stop: Callable[[], bool] = _never
) -> ImportRun:
    """Go on with a run whose file is at `path`. A file that cannot be read ends the run as failed."""
    with running.held(run.file_digest):
        try:
            text = json_list.read_text(path, settings.WHRIN_IMPORT_LIMIT_MB)
            run.total = sum(1 for _record in json_list.records(text))
        except UnreadableFile as fault:
            run.state, run.fault = ImportRun.State.FAILED, str(fault)[:500]
            run.save(update_fields=["state", "fault"])
            return run
        run.state = ImportRun.State.RUNNING
        run.save(update_fields=["total", "state"])
        return _work_through(run, text, progress=progress, stop=stop)


@transaction.atomic
def _run_for(digest: str, name: str, total: int, *, by: Any, publish: bool, is_sample: bool) -> ImportRun:
    run = ImportRun.objects.open().filter(file_digest=digest, publish=publish, is_sample=is_sample).first()
    if run is None:
        run = ImportRun(file_digest=digest, publish=publish, is_sample=is_sample, by=by, format=FORMAT)
    run.file_name, run.total, run.state = name[:300], total, ImportRun.State.RUNNING
    run.save()
    write_down(verb="import begun", about=run, by=by, records=total, from_record=run.done + 1)
    return run


def _work_through(
    run: ImportRun, text: str, *, progress: Progress | None, stop: Callable[[], bool]
) -> ImportRun:
    known = Known.now()

    def store_batch(run: ImportRun, batch: list[tuple[int, Any]]) -> None:
        _store_batch(run, batch, known)

    return running.walk(run, json_list.records(text), store_batch, progress=progress, stop=stop)


def _store_batch(run: ImportRun, batch: list[tuple[int, Any]], known: Known) -> None:
    notes: list[ImportNote] = []
    drafts = _read(run, batch, known, notes)
    fresh, doubles = _without_doubles(drafts)
    store(fresh, publish=run.publish, is_sample=run.is_sample, by=run.by)
    works = {work.slug: work for work in Work.objects.filter(slug__in=_slugs(fresh, doubles))}
    for draft, slug, reason in doubles:
        notes.append(_note(run, draft, ImportNote.Outcome.DUPLICATE, reason, works.get(slug)))
    for draft in fresh:
        work = works[draft.fields["slug"]]
        notes += [_note(run, draft, ImportNote.Outcome.WARNED, remark, work) for remark in draft.remarks]
    ImportNote.objects.bulk_create(sorted(notes, key=lambda note: note.record))
    run.done += len(batch)
    run.added += len(fresh)
    run.duplicates += len(doubles)
    run.refused += len(batch) - len(drafts)
    if run.publish:
        refresh_search([draft.fields["slug"] for draft in fresh])


def _read(run: ImportRun, batch: list[tuple[int, Any]], known: Known, notes: list[ImportNote]) -> list[Draft]:
    drafts = []
    for number, written in batch:
        try:
            drafts.append(draft_of(written, number=number, known=known, note_is_summary=run.is_sample))
        except RecordRefused as refusal:
            identifier = str(written.get("id", ""))[:200] if isinstance(written, dict) else ""
            draft = Draft(number, identifier.encode("utf-8", "ignore").decode().replace("\x00", ""), {}, [])
            notes.append(_note(run, draft, ImportNote.Outcome.REFUSED, str(refusal), None))
    return drafts


def _without_doubles(drafts: list[Draft]) -> tuple[list[Draft], list[tuple[Draft, str, str]]]:
    there = Doubles.of(drafts)
    fresh: list[Draft] = []
    doubles: list[tuple[Draft, str, str]] = []
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


def _slugs(fresh: list[Draft], doubles: list[tuple[Draft, str, str]]) -> set[str]:
    return {draft.fields["slug"] for draft in fresh} | {slug for _draft, slug, _reason in doubles}


def _note(run: ImportRun, draft: Draft, outcome: str, reason: str, work: Work | None) -> ImportNote:
    return ImportNote(
        run=run,
        record=draft.record,
        identifier=draft.identifier,
        outcome=outcome,
        reason=reason if len(reason) <= 500 else f"{reason[:499]}…",
        work=work,
    )
