"""What moderators see and do, and what can be asked of them."""

import datetime
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.forum.models.spaces import Participant, Space
from whrin.forum.models.talk import Post
from whrin.kit.days import today


class Report(models.Model):
    """Somebody says that a post harms. Deleted a year after it was closed, or with the post.

    `sealed_words` and `sealed_reason` are sealed under the space's key (label `forum.Report:ID`). `by` is
    never shown to the author of the post.
    """

    class Category(models.TextChoices):
        OUTING = "outing", _("It tells who somebody is")
        THREAT = "threat", _("It threatens somebody")
        DEALING = "dealing", _("It sells or looks for drugs")
        HARASSMENT = "harassment", _("It insults or harasses")
        SPAM = "spam", _("It is advertising")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        UPHELD = "upheld", _("The post was removed")
        DISMISSED = "dismissed", _("The post stays")

    post = models.ForeignKey(Post, models.CASCADE, related_name="reports")
    by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="reports")
    category = models.CharField(max_length=10, choices=Category.choices)
    sealed_words = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    sealed_reason = models.TextField(blank=True)
    day = models.DateField(default=today)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return str(self.pk)


class Claim(models.Model):
    """A moderator looks at a post, so that no two do the same work. It lapses after a day and is deleted
    then; it goes with the post.
    """

    post = models.OneToOneField(Post, models.CASCADE, related_name="claim")
    by = models.ForeignKey(Participant, models.CASCADE, related_name="claims")
    day = models.DateField(default=today)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self) -> str:
        return str(self.pk)


class PostAppeal(models.Model):
    """An author asks another moderator to look again. Deleted a year after the answer, or with the post.

    Sealed under the space's key (label `forum.PostAppeal:POST UID`). `decided_by` is never `removed_by`.
    """

    post = models.OneToOneField(Post, models.CASCADE, related_name="appeal")
    removed_by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(Participant, models.SET_NULL, null=True, blank=True, related_name="+")
    sealed_words = models.TextField(blank=True)
    sealed_answer = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("appeal about a post")
        verbose_name_plural = _("appeals about posts")

    def __str__(self) -> str:
        return str(self.pk)


class LogOnlyGrows(TypeError):
    """What stands in a moderation log is not changed and not taken out."""


class Log(models.QuerySet["Entry"]):
    """The moderation log. Rows are added; after two years a chore erases them."""

    def update(self, **_changes: Any) -> NoReturn:
        """Refuse."""
        raise LogOnlyGrows

    def delete(self) -> NoReturn:
        """Refuse."""
        raise LogOnlyGrows

    def erase_before(self, day: datetime.date) -> int:
        """Erase what is older than `day`; return how many lines. For the retention chore alone."""
        erased, _by_model = super(Log, self.filter(day__lt=day)).delete()
        return erased


class Entry(models.Model):
    """One line of a space's moderation log, which only grows. Kept two years, then erased.

    `by` and `about` are uids of participants and posts, which mean nothing outside the space; `word` is one
    of `Verb`. Reasons stand with the report or the post, sealed.
    """

    class Verb(models.TextChoices):
        PASS = "pass", _("let a held post through")
        REFUSE = "refuse", _("did not let a held post through")
        REMOVE = "remove", _("removed a post")
        RESTORE = "restore", _("restored a post")
        UPHOLD = "uphold", _("looked again and left a post out")
        DISMISS = "dismiss", _("let a reported post stay")
        FREEZE = "freeze", _("froze a thread or the space")
        THAW = "thaw", _("opened a thread or the space again")
        SILENCE = "silence", _("stopped a participant from writing")
        UNSILENCE = "unsilence", _("let a participant write again")
        SLOW = "slow", _("changed how often one may write")
        ASK_NAME = "ask-name", _("asked to see who a participant is")
        CLOSE_POLL = "close-poll", _("closed a poll")
        SEE_NAME = "see-name", _("agreed that a moderator sees who a participant is")
        TAKE_OUT = "take-out", _("took a copy of the space out")

    space = models.ForeignKey(Space, models.CASCADE, related_name="log")
    day = models.DateField(default=today)
    by = models.CharField(max_length=26)
    verb = models.CharField(max_length=10, choices=Verb.choices)
    about = models.CharField(max_length=26, blank=True)

    objects = Log.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("entry of the moderation log")
        verbose_name_plural = _("moderation log")

    def __str__(self) -> str:
        return f"{self.day} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line. Raises `LogOnlyGrows` for one that stands already."""
        if not self._state.adding:
            raise LogOnlyGrows
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise LogOnlyGrows


class NameRequest(models.Model):
    """A moderator asks to see who a participant is; a second moderator must agree. Deleted after 30 days.

    What is then shown is her e-mail address or her name of the account, once, to the one who asked.
    `sealed_reason` is under the space's key (label `forum.NameRequest:ID`).
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    agreed_by = models.ForeignKey(Participant, models.CASCADE, null=True, blank=True, related_name="+")
    sealed_reason = models.TextField(blank=True)
    day = models.DateField(default=today)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(agreed_by=models.F("asked_by")), name="two_people_agree"
            )
        ]
        verbose_name = _("request to see a name")
        verbose_name_plural = _("requests to see names")

    def __str__(self) -> str:
        return str(self.pk)
