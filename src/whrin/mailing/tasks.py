"""What mail does every day: let go of what may not be kept longer."""

import datetime

from django.conf import settings
from django.utils import timezone

from whrin.kit.days import today
from whrin.mailing.catching import forget_old
from whrin.mailing.models import Inbound, KnownLetter, LastAnswer, Outgoing, Returned

_DEAD_DAYS, _KNOWN_DAYS, _ANSWER_DAYS, _RETURNED_DAYS = 30, 365, 2, 7


def _before(days: int) -> datetime.date:
    return today() - datetime.timedelta(days=days)


def forget_letters() -> None:
    """Erase letters in that are done, held or dead, dead letters out, and what else is out of date."""
    old = Inbound.objects.exclude(state=Inbound.State.WAITING)
    old.filter(day__lt=_before(settings.WHRIN_MAIL_KEPT_DAYS)).delete()
    since = timezone.now() - datetime.timedelta(days=_DEAD_DAYS)
    Outgoing.objects.filter(state=Outgoing.State.DEAD, next_at__lt=since).delete()
    KnownLetter.objects.filter(day__lt=_before(_KNOWN_DAYS)).delete()
    LastAnswer.objects.filter(day__lt=_before(_ANSWER_DAYS)).delete()
    Returned.objects.filter(day__lt=_before(_RETURNED_DAYS)).delete()
    forget_old()
