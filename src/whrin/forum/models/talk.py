"""What is said: threads and their posts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.forum.models.spaces import Participant, Space, new_uid
from whrin.kit.days import today


class Thread(models.Model):
    """A conversation on one subject. Deleted with its last post, with its space, or when it is out of date.

    `sealed_title` is sealed as the first post is: under its author's data key (label `forum.Thread:UID`), or
    under the space's key when she has detached herself (`is_detached`). `last` is the id of the newest
    published post, for sorting (below zero for what came from an old list: it stands below what lives); `day`
    the day of it.
    """

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    space = models.ForeignKey(Space, models.CASCADE, related_name="threads")
    author = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="threads")
    sealed_title = models.TextField()
    language = models.CharField(max_length=20, default="en")
    is_frozen = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    posts_published = models.PositiveIntegerField(default=0)
    last = models.BigIntegerField(default=0)
    day = models.DateField(default=today)

    class Meta:
        ordering = ["-last", "-id"]
        indexes = [models.Index(fields=["space", "-last"], name="threads_of_a_space")]
        verbose_name = _("thread")
        verbose_name_plural = _("threads")

    def __str__(self) -> str:
        return self.uid


class Post(models.Model):
    """What one participant said. Deleted when she withdraws it, is removed, or its thread goes.

    `sealed` is JSON under her data key (label `forum.Post:UID`), or under the space's key once detached:
    `{"body": text, "note": what to be warned of, "trimmed": what mail quoted, "name": of an old list's}`.
    `hides_name`: shown as somebody. `number` counts within the thread and stays. `answers`: the post it
    replies to. `word` is why a moderator held or removed it, for the author, sealed under the space's key.
    """

    class State(models.TextChoices):
        HELD = "held", _("Waiting for a moderator")
        PUBLISHED = "published", _("Published")
        REFUSED = "refused", _("Not published")
        REMOVED = "removed", _("Removed")

    class Way(models.TextChoices):
        WEB = "web", _("On the web")
        MAIL = "mail", _("By e-mail")
        OLD = "old", _("From the old list")

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    author = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="posts")
    number = models.PositiveIntegerField()
    answers = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="answered_by")
    sealed = models.TextField()
    word = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="en")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PUBLISHED)
    way = models.CharField(max_length=5, choices=Way.choices, default=Way.WEB)
    hides_name = models.BooleanField(default=False)
    is_edited = models.BooleanField(default=False)
    day = models.DateField(default=today)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="number_once_in_a_thread")]
        # Of those that wait alone: nearly all are published, and an index of all states misleads the planner.
        indexes = [models.Index(fields=["thread"], name="posts_held", condition=models.Q(state="held"))]
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def __str__(self) -> str:
        return self.uid


class Mention(models.Model):
    """A participant who is named in a post. Goes with either."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="mentions")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "participant"], name="mention_once")]
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")

    def __str__(self) -> str:
        return str(self.pk)
