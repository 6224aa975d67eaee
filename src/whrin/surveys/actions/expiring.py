"""Answers go when their time is over, and leave nothing behind."""

import datetime

from django.db import transaction

from whrin.kit.days import today
from whrin.people.residue import cut_back_the_log, newest_change, write_anew
from whrin.surveys.models import Answer, Form

#: Answers deleted together: others must be able to write in between.
_AT_ONCE = 200
_DAYS_OF_A_MONTH = 30.44


def erase_old_answers() -> int:
    """Delete answers that were kept as long as their form says, with their files; return how many. Daily."""
    erased = sum(_erase(form) for form in Form.objects.only("pk", "months_kept"))
    if erased:
        cut_back_the_log()
        write_anew(newest_change())
    return erased


def _erase(form: Form) -> int:
    since = today() - datetime.timedelta(days=round(form.months_kept * _DAYS_OF_A_MONTH))
    erased = 0
    while True:
        with transaction.atomic():
            # Locked first: what is put on top of one in this moment goes too.
            old = Answer.objects.select_for_update().filter(form=form, received_on__lt=since).order_by("pk")
            doomed = list(old.values_list("pk", flat=True)[:_AT_ONCE])
            Answer.objects.filter(pk__in=doomed).delete()
        erased += len(doomed)
        if len(doomed) < _AT_ONCE:
            return erased
