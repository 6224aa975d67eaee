"""Background: let go of what happened more than two years ago."""

import datetime

from django.utils import timezone
from django_tasks import task

from whrin.audit.models import Event

#: Days an event is kept.
KEPT = 2 * 365


@task()
def erase_old_events() -> int:
    """Delete events older than two years; return how many."""
    last = timezone.now().date() - datetime.timedelta(days=KEPT)
    return Event.objects.erase_before(last)
