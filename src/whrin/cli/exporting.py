"""`whrin export library FILE`."""

import argparse
import os
from pathlib import Path
from typing import Any

from whrin.cli.terminal import DONE, Bar, say, start_django, stoppable


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser(
        "export",
        help="write records to a file that other programs read",
        description="Write records to a file that other programs, and `whrin import`, read.",
    )
    kinds = word.add_subparsers(title="what", metavar="WHAT", required=True)
    library = kinds.add_parser("library", help="works, as CSL-JSON")
    library.add_argument("file", type=Path, help="the file to write; replaced when the export is whole")
    library.add_argument("--all", action="store_true", help="drafts, doubts and staff notes too")
    library.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the file beside its place and move it there when it is whole."""
    start_django()
    from whrin.library.exports.csl import export
    from whrin.library.models import Work

    works = Work.objects.all() if given.all else Work.objects.published()
    total = works.count()
    bar = Bar("Works")
    draft = given.file.with_name(given.file.name + ".partial")
    with stoppable() as stop, draft.open("w", encoding="utf-8") as written:
        for number, piece in enumerate(export(works.order_by("pk"), for_staff=given.all)):
            if stop():
                draft.unlink()
                raise KeyboardInterrupt
            written.write(piece)
            bar(min(number, total), total)
        written.flush()
        os.fsync(written.fileno())
    draft.replace(given.file)
    say(f"{total} works are in {given.file}.")
    return DONE
