"""Background: read files, run imports from the desk, follow changed labels into the search."""

import datetime
import tempfile
from contextlib import suppress
from pathlib import Path

from django.utils import timezone
from django_tasks import task

from whrin.documents.reading import Reading, read_pdf
from whrin.library import media_types
from whrin.library.actions import refresh_search, store_reading, undo_import
from whrin.library.enums import Extraction
from whrin.library.imports import arrival, running, taking_in
from whrin.library.models import ImportRun, StoredFile, Work
from whrin.library.refusals import LibraryRefusal
from whrin.people.models import Person
from whrin.topics.models import Topic

_BATCH = 200
#: As much of a plain text as PDFs give at most.
_MOST_CHARACTERS = 5_000_000


def forget_old_imports() -> int:
    """Delete imports that began more than a year ago, with their notes; return how many. The works stay."""
    last = timezone.now() - datetime.timedelta(days=365)
    forgotten = ImportRun.objects.filter(started_at__lt=last).delete()[1].get("library.ImportRun", 0)
    arrival.sweep()
    return forgotten


@task()
def read_stored_file(stored_id: int) -> None:
    """Extract the text of a file. May run twice; a file that is gone is no fault."""
    stored = StoredFile.objects.select_related("version__work").filter(pk=stored_id).first()
    if stored is None or stored.extraction == Extraction.NOT_NEEDED:
        return
    with tempfile.NamedTemporaryFile(suffix=Path(str(stored.file.name)).suffix) as copy:
        try:
            with stored.file.open("rb") as content:
                for piece in content.chunks():
                    copy.write(piece)
        except FileNotFoundError:
            store_reading(stored=stored, reading=Reading(error="missing"))
            return
        copy.flush()
        path = Path(copy.name)
        is_pdf = stored.media_type == media_types.PDF.name
        reading = read_pdf(path) if is_pdf else _read_plain(path)
    store_reading(stored=stored, reading=reading)


def _read_plain(path: Path) -> Reading:
    text = path.read_text(encoding="utf-8-sig", errors="replace").replace("\x00", "")
    cut = text[:_MOST_CHARACTERS]
    return Reading(text=cut, has_text_layer=True, extractor="plain", is_whole=len(cut) == len(text))


@task()
def run_import(run_id: int) -> None:
    """Go on with an import that came by browser, from where it stands. One that another process holds is
    left to it.
    """
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None or run not in ImportRun.objects.open():
        return
    path = running.kept_file(run.file_digest)
    taking_in.continue_run(run, path)
    if run.state in {ImportRun.State.FINISHED, ImportRun.State.FAILED}:
        path.unlink(missing_ok=True)


@task()
def undo_import_run(run_id: int, person_id: int) -> None:
    """Take an import back. One that was undone meanwhile, or whose person lost her rights, stays as it is."""
    run, person = ImportRun.objects.filter(pk=run_id).first(), Person.objects.filter(pk=person_id).first()
    if run and person:
        with suppress(LibraryRefusal):
            undo_import(run=run, by=person)


@task()
def reindex_works_of_topics(slugs: list[str]) -> None:
    """Index anew the works about these topics, and about narrower ones, after their labels or places
    changed.
    """
    _reindex(
        list(
            Work.objects.published()
            .filter(topics__slug__in=_with_narrower(slugs))
            .values_list("slug", flat=True)
        )
    )


@task()
def reindex_works_of_regions(codes: list[str]) -> None:
    """Index anew the works of these regions, and of countries in them, after names or members changed.

    A country that left a region is in none of them any more, so works on any country are read again.
    """
    works = Work.objects.published()
    about = works.filter(regions__code__in=codes) | works.filter(countries__isnull=False)
    _reindex(list(about.values_list("slug", flat=True)))


@task()
def reindex_works_of_countries(codes: list[str]) -> None:
    """Index anew the works of these countries, after their names changed."""
    _reindex(list(Work.objects.published().filter(countries__in=codes).values_list("slug", flat=True)))


def _with_narrower(slugs: list[str]) -> set[str]:
    found, step = set(slugs), set(slugs)
    while step:
        narrower = Topic.objects.filter(broader__slug__in=step).values_list("slug", flat=True)
        step = set(narrower) - found
        found |= step
    return found


def _reindex(slugs: list[str]) -> None:
    unique = list(dict.fromkeys(slugs))
    for start in range(0, len(unique), _BATCH):
        refresh_search(unique[start : start + _BATCH])
