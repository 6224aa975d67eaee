"""What is asked under a post."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.forum.models.talk import Post


class Poll(models.Model):
    """Answers to choose from, under a post. Goes with its post; deleted when a moderator takes the post down.

    `sealed` is JSON, a list of texts, under the key that the post is under (label `forum.Poll:POST UID`).
    Who chose what is with `ballots`, under the subject `forum.poll:POST UID`, from when the post is published
    and for `days` days. `is_several`: one may choose more than one.
    """

    post = models.OneToOneField(Post, models.CASCADE, related_name="poll")
    sealed = models.TextField()
    is_several = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(default=7)

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")

    def __str__(self) -> str:
        return str(self.pk)
