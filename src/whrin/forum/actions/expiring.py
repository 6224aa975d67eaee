"""What ends by itself."""

import datetime

from django.db import transaction

from whrin.forum.models import Draft, Post, Space, Thread
from whrin.forum.shelf import index_anew
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit

_DAYS_OF_DRAFTS = 30
_DAYS_OF_MONTHS = 30.44


@transaction.atomic
def expire_threads(*, space: Space) -> int:
    """Delete the threads of a space that have been quiet for longer than it keeps them; return how many."""
    if space.months_kept is None:
        return 0
    since = today() - datetime.timedelta(days=round(space.months_kept * _DAYS_OF_MONTHS))
    quiet = list(Thread.objects.filter(space=space, day__lt=since))
    uids = list(Post.objects.filter(thread__in=quiet).values_list("uid", flat=True))
    for thread in quiet:
        thread.delete()
    index_anew(uids)
    if any(thread.is_public for thread in quiet):
        advance_on_commit()
    return len(quiet)


def forget_what_is_old() -> None:
    """Delete quiet threads where a space wants it, and drafts that nobody went on with. Daily."""
    for space in Space.objects.exclude(months_kept=None):
        expire_threads(space=space)
    Draft.objects.filter(day__lt=today() - datetime.timedelta(days=_DAYS_OF_DRAFTS)).delete()
