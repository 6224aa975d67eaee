"""How often in a day somebody is written to for one reason: no two machines talk for ever, and nobody who
forges an address floods whoever it belongs to.
"""

from django.db.models import F

from whrin.kit.days import today
from whrin.mailing.models import LastAnswer
from whrin.people.marks import mark_of


def take_a_turn(who_and_why: str, *, most: int = 1) -> bool:
    """Count one more letter of today, and say whether it may still go. `who_and_why`: a text that names who
    is written to and the reason; only its mark is kept, for two days.
    """
    mark = mark_of(who_and_why, purpose="last answer")
    row, _made = LastAnswer.objects.get_or_create(mark=mark)
    if row.day != today():
        LastAnswer.objects.filter(pk=row.pk).update(day=today(), count=0)
        row.count = 0
    LastAnswer.objects.filter(pk=row.pk).update(count=F("count") + 1)
    return row.count < most
