"""What is done with counted rows every day."""

import random

from django.db import transaction

from whrin.incidents.models import Counted

_lot = random.SystemRandom()


@transaction.atomic
def shuffle_rows() -> int:
    """Write all counted rows anew in an order by lot, so that their places in the table do not tell which
    came with which report; return how many. Rows that came together are told apart by nothing else.
    """
    rows = list(Counted.objects.select_for_update())
    _lot.shuffle(rows)
    Counted.objects.filter(pk__in=[row.pk for row in rows]).delete()
    Counted.objects.bulk_create(rows, batch_size=500)
    return len(rows)
