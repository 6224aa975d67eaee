"""What a participant keeps, marks or begins."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.forum.models.spaces import Participant
from whrin.forum.models.talk import Post, Thread
from whrin.kit.days import today


class Reaction(models.Model):
    """A sign without words. Kept until taken back; goes with the post or the participant."""

    class Kind(models.TextChoices):
        THANKS = "thanks", _("Thanks")
        SOLIDARITY = "solidarity", _("Solidarity")

    post = models.ForeignKey(Post, models.CASCADE, related_name="reactions")
    by = models.ForeignKey(Participant, models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "by", "kind"], name="reaction_once")]
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")

    def __str__(self) -> str:
        return str(self.pk)


class Bookmark(models.Model):
    """A post she wants to find again. Kept until she takes it away; goes with either."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="bookmarks")
    by = models.ForeignKey(Participant, models.CASCADE, related_name="bookmarks")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "by"], name="bookmark_once")]
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")

    def __str__(self) -> str:
        return str(self.pk)


class Mute(models.Model):
    """A thread she wants no letters of. Kept until she unmutes it; goes with either."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="mutes")
    by = models.ForeignKey(Participant, models.CASCADE, related_name="mutes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "by"], name="mute_once")]
        verbose_name = _("mute")
        verbose_name_plural = _("mutes")

    def __str__(self) -> str:
        return str(self.pk)


class Draft(models.Model):
    """Words begun and not sent, kept on the server because a shared telephone must not. Deleted when sent,
    or after 30 days.

    `sealed` is JSON under her data key (label `forum.Draft:PARTICIPANT UID:THREAD UID or "new"`):
    `{"title", "body", "note", "poll"}`.
    """

    by = models.ForeignKey(Participant, models.CASCADE, related_name="drafts")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, blank=True, related_name="drafts")
    sealed = models.TextField()
    day = models.DateField(default=today)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "thread"], name="one_draft_in_a_thread"),
            models.UniqueConstraint(
                fields=["by"], condition=models.Q(thread=None), name="one_draft_of_a_thread"
            ),
        ]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return str(self.pk)
