"""Lines of use become figures by day."""

from collections import Counter
from pathlib import Path

from django.db import transaction
from django.db.models import F

from whrin.library.models import DayOfUse, Work
from whrin.library.use import FETCHED, OPENED, inbox

_BATCH = 500


def gather_use() -> int:
    """Add the lines that came in to the figures; return how many lines. What is being gathered by another
    process is left to it; lines of a gathering that was cut off are gathered by the next.
    """
    mine = inbox().with_suffix(".gathering")
    if not mine.exists():
        try:
            inbox().rename(mine)
        except FileNotFoundError:
            return 0
    return _gather(mine)


@transaction.atomic
def _gather(path: Path) -> int:
    # The first row holds the others back until this is done.
    list(DayOfUse.objects.select_for_update()[:1])
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return 0
    figures = Counter[tuple[str, str, str, str]]()
    for line in lines:
        parts = line.split("\t")
        if len(parts) == 5 and parts[3] in {OPENED, FETCHED} and parts[4].isdecimal():
            figures[parts[0], parts[1], parts[2], parts[3]] += int(parts[4])
    works = _works({slug for _day, slug, _language, _what in figures})
    for (day, slug, language, what), number in figures.items():
        work = works.get(slug)
        if work:
            _add(work, day, language, what, number)
    path.unlink()
    return len(lines)


def _works(slugs: set[str]) -> dict[str, Work]:
    """Return the works by the names that were asked for; what was merged counts for the one that stays."""
    found: dict[str, Work] = {}
    names = sorted(slugs)
    for start in range(0, len(names), _BATCH):
        works = Work.objects.filter(slug__in=names[start : start + _BATCH]).select_related("merged_into")
        for work in works.prefetch_related("versions", "merged_into__versions"):
            found[work.slug] = work.merged_into or work
    return found


def _add(work: Work, day: str, language: str, what: str, number: int) -> None:
    version = work.version_for(language)
    row, _is_new = DayOfUse.objects.get_or_create(
        day=day, work=work, language=version.language if version else ""
    )
    DayOfUse.objects.filter(pk=row.pk).update(**{what: F(what) + number})
