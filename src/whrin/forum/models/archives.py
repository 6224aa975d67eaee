"""What comes from an old mailing list: its files, its letters, and those who are asked to join."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.forum.models.spaces import Participant, Space
from whrin.forum.models.talk import Post, Thread
from whrin.kit.days import today


class MoveQuerySet(models.QuerySet["Move"]):
    def open(self) -> "MoveQuerySet":
        """Keep those that have not come to their end."""
        return self.exclude(state__in=[Move.State.FINISHED, Move.State.FAILED])


class Move(models.Model):
    """A file of an old list on its way into a space. Coordinators only; kept one year.

    `file` names the sealed copy in the private folder, erased when the move ends or after seven days without;
    empty when the file was read where it lay. `looked` counts letters (or lines) that were looked at before
    anybody decided, `done` those whose result is in the database: a move that was cut off goes on from there.
    `found` is what the look told: `{name: count}`, and `{"lines": [numbers]}` of a roster. `was_public`: the
    old archive could be read by anybody; only then may visitors read what comes of it (`is_shown`).
    `leaves_exposing`: letters in which something could lead to somebody stay out.
    """

    class Kind(models.TextChoices):
        ARCHIVE = "archive", _("Letters")
        ROSTER = "roster", _("Addresses")

    class State(models.TextChoices):
        LOOKING = "looking", _("Being looked at")
        WAITING = "waiting", _("Waiting for you")
        RUNNING = "running", _("Coming in")
        FINISHED = "finished", _("Finished")
        FAILED = "failed", _("Could not be read")

    space = models.ForeignKey(Space, models.CASCADE, related_name="moves", verbose_name=_("space"))
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64)
    file = models.CharField(max_length=32, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.LOOKING)
    was_public = models.BooleanField(default=False)
    is_shown = models.BooleanField(default=False)
    leaves_exposing = models.BooleanField(default=False)
    looked = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    already = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    found: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    fault = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    day = models.DateField(default=today)

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done=models.F("added") + models.F("already") + models.F("left_out")),
                name="move_accounts_for_every_letter",
            ),
            models.CheckConstraint(
                condition=models.Q(is_shown=False) | models.Q(was_public=True),
                name="only_public_letters_are_shown",
            ),
        ]
        verbose_name = _("file of an old list")
        verbose_name_plural = _("files of old lists")

    def __str__(self) -> str:
        return self.file_name


class OldLetter(models.Model):
    """A letter of an old list: so that it comes in once, and answers find their thread. Kept with the space.

    `mark` is a keyed fingerprint of space and Message-ID, or of what else a thread is known by; `has_come`:
    the letter itself came in, not only an answer that names it. It stays when the post goes: what was taken
    away does not come in again. `author` (of space and address: by it whoever wrote can take her letters
    away) and `subject` are keyed fingerprints, too, and erased after a year.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="old_letters")
    mark = models.CharField(max_length=64, unique=True)
    thread = models.ForeignKey(Thread, models.SET_NULL, null=True, related_name="+")
    post = models.OneToOneField(Post, models.SET_NULL, null=True, related_name="old_letter")
    has_come = models.BooleanField(default=False)
    author = models.CharField(max_length=64, blank=True)
    subject = models.CharField(max_length=64, blank=True)
    day = models.DateField(default=today)

    class Meta:
        indexes = [
            models.Index(fields=["author"], name="old_letters_by_author"),
            models.Index(fields=["subject"], name="old_letters_by_subject"),
        ]
        verbose_name = _("letter of an old list")
        verbose_name_plural = _("letters of old lists")

    def __str__(self) -> str:
        return str(self.pk)


class OldSubscriber(models.Model):
    """Somebody on the roster of an old list, who is asked once whether she wants to be in the space.

    `sealed` is her address, under a key derived from the secret key (label `forum.OldSubscriber:MARK`); it is
    erased when she has answered, or 14 days after she was asked (`asked_on`). `mark` is a keyed fingerprint
    of space and address; the row is kept for a year, so that nobody is asked twice.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="old_subscribers")
    mark = models.CharField(max_length=64, unique=True)
    sealed = models.TextField(blank=True)
    delivery = models.CharField(max_length=10, choices=Participant.Delivery.choices)
    asked_on = models.DateField(null=True, blank=True)
    day = models.DateField(default=today)

    class Meta:
        verbose_name = _("subscriber of an old list")
        verbose_name_plural = _("subscribers of old lists")

    def __str__(self) -> str:
        return str(self.pk)
