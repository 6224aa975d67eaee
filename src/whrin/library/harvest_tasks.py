"""Background: harvest other libraries when they are due."""

import datetime

from django.utils import timezone
from django_tasks import task

from whrin.library.harvesting.running import harvest
from whrin.library.models import Source


def begin_harvests() -> int:
    """Begin the harvests that are due today, and those that were cut off; return how many."""
    due = [source for source in Source.objects.filter(is_active=True) if is_due(source)]
    for source in due:
        harvest_source.enqueue(source.pk)
    return len(due)


def is_due(source: Source) -> bool:
    """Tell whether a source was not tried for its number of days, or has more to give."""
    today = timezone.now().date()
    if source.last_tried is None:
        return True
    rest = 1 if source.token or source.fault else max(1, source.every_days)
    return source.last_tried <= today - datetime.timedelta(days=rest)


@task()
def harvest_source(source_id: int) -> None:
    """Harvest for a while; what is left is another task. Run twice at once, the second does nothing."""
    source = Source.objects.filter(pk=source_id, is_active=True).first()
    if source is not None and harvest(source):
        harvest_source.enqueue(source_id)
