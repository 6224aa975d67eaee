"""The records of the sample network: real public resources, marked as sample; and two collections of them."""

import json
from collections.abc import Callable
from pathlib import Path

from whrin.library.actions.collections import Words, save_collection
from whrin.library.imports.running import digest_of
from whrin.library.imports.taking_in import import_file
from whrin.library.models import Collection, ImportRun, Work
from whrin.people.models import Person


def load(folder: Path, by: Person | None, progress: Callable[[int, int], None] | None = None) -> int:
    """Import `folder`/library.csl.json, published, and its collections; return how many works were added.

    A file that was loaded before is not opened again, so that what staff changed or withdrew since stays
    as it is. `progress` is told how many of how many records are done.
    """
    path = folder / "library.csl.json"
    finished = ImportRun.objects.filter(state=ImportRun.State.FINISHED, is_sample=True)
    if finished.filter(file_digest=digest_of(path)).exists():
        return 0

    def tell(done: int, total: int, _text: str) -> None:
        if progress:
            progress(done, total)

    added = import_file(path=path, by=by, publish=True, is_sample=True, progress=tell).added
    _load_collections(folder / "collections.json", by)
    return added


def _load_collections(path: Path, by: Person | None) -> None:
    """Make the collections that are not there yet; their words say that they are samples."""
    for written in json.loads(path.read_text(encoding="utf-8")):
        slug, wanted = written["slug"], written.get("works", [])
        works = Work.objects.published().in_bulk(wanted, field_name="slug")
        if not Collection.objects.filter(slug=slug).exists():
            save_collection(
                collection=Collection(slug=slug, is_public=True),
                words={tag: Words(*said) for tag, said in written["words"].items()},
                works=[works[name] for name in wanted if name in works],
                search=written.get("search", ""),
                by=by,
            )
