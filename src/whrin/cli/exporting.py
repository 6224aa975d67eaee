"""`whrin export library FILE`; spaces of the forum: `old_lists`."""

import argparse
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from whrin.cli import old_lists
from whrin.cli.terminal import DONE, Bar, Failure, say, start_django, stoppable


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser(
        "export",
        help="write records to a file that other programs read",
        description="Write records to a file that other programs, and `whrin import`, read.",
    )
    kinds = word.add_subparsers(title="what", metavar="WHAT", required=True)
    library = kinds.add_parser(
        "library",
        help="works, in any of seven formats",
        description="Write the works of the library. The name of the file tells the format: .ris, .bib, "
        ".csv, .json (CSL-JSON); --format decides where the name does not.",
    )
    library.add_argument("file", type=Path, help="the file to write; replaced when the export is whole")
    library.add_argument(
        "--format", default="", help="ris, bibtex, csv, csl-json, mods, dc or datacite (else: by the name)"
    )
    library.add_argument(
        "--all", action="store_true", help="drafts too; in CSL-JSON doubts and staff notes as well"
    )
    library.set_defaults(run=run)
    old_lists.add_to_export(kinds)


def run(given: argparse.Namespace) -> int:
    """Write the file beside its place and move it there when it is whole."""
    start_django()
    from whrin.library.models import Work

    pieces = _writer(given)
    works = Work.objects.all() if given.all else Work.objects.published()
    total = works.count()
    bar = Bar("Works")
    draft = given.file.with_name(given.file.name + ".partial")
    with stoppable() as stop, draft.open("w", encoding="utf-8") as written:
        for number, piece in enumerate(pieces(works.order_by("pk"))):
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


def _writer(given: argparse.Namespace) -> Callable[[Any], Iterator[str]]:
    from whrin.library.exports import csl, formats

    endings = {form.ending: name for name, form in formats.FORMATS.items() if form.ending != "xml"}
    name = given.format or endings.get(given.file.suffix.lstrip(".").lower(), "csl-json")
    if name not in formats.FORMATS:
        message = f"There is no format “{name}”. Choose one of: {', '.join(formats.FORMATS)}."
        raise Failure(message)
    if name == "csl-json":
        return lambda works: csl.export(works, for_staff=given.all)
    return lambda works: formats.export(works, formats.FORMATS[name])
