"""Works for harvesters: many at once, with dates of change set by hand."""

import datetime
from collections.abc import Callable

import pytest

from whrin.library.enums import Status
from whrin.library.models import LanguageVersion, Work

Fill = Callable[..., list[Work]]
MORNING = datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.UTC)


@pytest.fixture
def fill() -> Fill:
    """Put `number` works on the shelf, each a second after the one before it, unless `together`."""

    def put(number: int, *, together: bool = False, **fields: object) -> list[Work]:
        known = {"kind": "report", "original_language": "en", "status": Status.PUBLISHED, **fields}
        start = Work.objects.count()
        works = Work.objects.bulk_create(
            [
                Work(slug=f"work-{start + each}", published_on=MORNING.date(), **known)
                for each in range(number)
            ]
        )
        LanguageVersion.objects.bulk_create(
            [LanguageVersion(work=work, language="en", title=f"Title of {work.slug}") for work in works]
        )
        for place, work in enumerate(works):
            moment = MORNING + datetime.timedelta(seconds=0 if together else start + place)
            Work.objects.filter(pk=work.pk).update(changed_at=moment)
        return works

    return put
