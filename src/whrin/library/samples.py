"""The records of the sample network: real public resources, marked as sample."""

from collections.abc import Callable
from pathlib import Path

from whrin.library.imports.running import digest_of
from whrin.library.imports.taking_in import import_file
from whrin.library.models import ImportRun
from whrin.people.models import Person


def load(folder: Path, by: Person | None, progress: Callable[[int, int], None] | None = None) -> int:
    """Import `folder`/library.csl.json, published; return how many works were added.

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

    return import_file(path=path, by=by, publish=True, is_sample=True, progress=tell).added
