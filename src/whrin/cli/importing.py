"""`whrin import library FILE`; old mailing lists: `old_lists`."""

import argparse
import contextlib
from pathlib import Path
from typing import Any

from whrin.cli import old_lists
from whrin.cli.terminal import DONE, FAILED, STOPPED, Bar, Failure, say, start_django, stoppable

#: Notes shown on the terminal; all of them are on the desk.
_SHOWN = 20


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser(
        "import",
        help="take in records of another collection",
        description="Take in records of another collection. Ctrl-C stops after the batch at hand; the "
        "same command "
        "goes on from there.",
    )
    kinds = word.add_subparsers(title="what", metavar="WHAT", required=True)
    library = kinds.add_parser(
        "library",
        help="works, from RIS, BibTeX, CSL-JSON, CSV or a Zotero export with its files",
        description="Take works into the library. The format is told by the content: RIS, BibTeX, CSL-JSON, "
        "Zotero RDF, CSV, or the folder of a Zotero export, zipped or not, whose files come in where there "
        "is a right to keep them. Duplicates are found, each fault is told by line and reason, nothing is "
        "dropped in silence.",
    )
    library.add_argument("file", type=Path, help="the file, ZIP archive or folder")
    library.add_argument(
        "--publish", action="store_true", help="show the works to readers at once (else: drafts)"
    )
    library.set_defaults(run=run)
    old_lists.add_to_import(kinds)
    undo_ = kinds.add_parser(
        "undo",
        help="take a whole import back",
        description="Take an import back: its drafts are deleted, its published works withdrawn. What "
        "somebody changed since stays.",
    )
    undo_.add_argument("number", type=int, help="the number that the import told at its end")
    undo_.set_defaults(run=undo)


def run(given: argparse.Namespace) -> int:
    """Import the file; the exit code is 1 when a record was refused."""
    if not given.file.exists():
        message = f"There is no file {given.file}."
        raise Failure(message)
    start_django()
    from whrin.library.imports.faults import UnreadableFile
    from whrin.library.imports.taking_in import import_file

    with stoppable() as stop:
        try:
            run_ = import_file(path=given.file, publish=given.publish, progress=Bar("Records"), stop=stop)
        except UnreadableFile as fault:
            raise Failure(str(fault)) from fault
    _report(run_)
    if run_.state == run_.State.STOPPED:
        say(f"Stopped after {run_.done} of {run_.total} records. The same command goes on from there.")
        return STOPPED
    return FAILED if run_.refused else DONE


def undo(given: argparse.Namespace) -> int:
    """Take one import back and tell what was done."""
    start_django()
    from whrin.library.actions import undo_import
    from whrin.library.imports.running import is_held
    from whrin.library.models import ImportRun
    from whrin.library.refusals import LibraryRefusal

    run_ = ImportRun.objects.filter(pk=given.number).first()
    if run_ is None or is_held(run_.file_digest):
        message = f"There is no import {given.number}, or it is still at work."
        raise Failure(message)
    try:
        done = undo_import(run=run_, by=None)
    except LibraryRefusal as refusal:
        raise Failure(str(refusal)) from refusal
    print(f"{len(done.drafts)} deleted, {len(done.published)} withdrawn, {len(done.changed)} kept.")
    for work in done.changed[:_SHOWN]:
        print(f"  {work.slug} was changed since")
    return DONE


def _report(run_: Any) -> None:
    print(f"{run_.added} added, {run_.duplicates} already here, {run_.refused} refused, of {run_.total}.")
    if run_.added:
        print(f"`whrin import undo {run_.pk}` takes it back.")
    notes = run_.notes.all()
    for note in notes[:_SHOWN]:
        with contextlib.suppress(UnicodeEncodeError):
            place = f"line {note.line}" if note.line else f"record {note.record}"
            print(f"  {place} {note.identifier}: {note.get_outcome_display()}: {note.reason}")
    more = notes.count() - _SHOWN
    if more > 0:
        print(f"  … and {more} more, on the desk under the import.")
