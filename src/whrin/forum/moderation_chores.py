"""What moderation forgets, each day."""

import datetime

from whrin.forum.models import Claim, Entry, NameRequest, Post, PostAppeal, Report
from whrin.forum.publishing import forget
from whrin.kit.days import today

_CLAIM = datetime.timedelta(days=1)
#: Time for an author to ask another moderator; then a post that was taken down goes.
_TAKEN_DOWN = datetime.timedelta(days=30)
_NAMES = datetime.timedelta(days=30)
_CLOSED = datetime.timedelta(days=365)
_LOG = datetime.timedelta(days=730)


def forget_what_moderators_knew() -> None:
    """Delete lapsed claims, old requests, what was closed a year ago, posts taken down, old lines of logs."""
    day = today()
    Claim.objects.filter(day__lt=day - _CLAIM).delete()
    NameRequest.objects.filter(day__lte=day - _NAMES).delete()
    for model in (Report, PostAppeal):
        model.objects.filter(closed_on__lte=day - _CLOSED).delete()
    _forget_posts(day)
    Entry.objects.erase_before(day - _LOG)


def _forget_posts(day: datetime.date) -> None:
    recent = Entry.objects.filter(day__gt=day - _TAKEN_DOWN, verb__in=_ABOUT_POSTS)
    posts = Post.objects.filter(state__in=[Post.State.REFUSED, Post.State.REMOVED])
    old = posts.exclude(uid__in=recent.values("about")).exclude(
        appeal__isnull=False, appeal__closed_on__isnull=True
    )
    for post in old.select_related("thread"):
        forget(post)


_ABOUT_POSTS = (Entry.Verb.REFUSE, Entry.Verb.REMOVE, Entry.Verb.UPHOLD)
