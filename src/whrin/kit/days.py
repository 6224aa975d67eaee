"""The day, as rows keep it: nothing finer is kept of what people do."""

import datetime

from django.utils import timezone


def today() -> datetime.date:
    """Return the day now, in UTC."""
    return timezone.now().date()
