"""The queue: letters that came in, letters that go out, and what came back."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from whrin.kit.days import today
from whrin.people.models import Person


class Inbound(models.Model):
    """A letter as it came in, for one recipient. Erased `WHRIN_MAIL_KEPT_DAYS` after it is done (default 14),
    or at once when its sender deletes her account.

    `sealed` is the raw letter, base64, sealed under a key derived from the secret key (label
    `mailing.Inbound:DIGEST`). `digest` is SHA-256 over the recipient and the raw letter: the same letter
    handed over twice is one row. `recipient` is the local part. `person`: whose letter it is said to be, once
    known. `person_checked`: she confirmed, from her own address or on the web, that it was she. Emptied at
    once when it is for no list of hers. `sealed_answer`: what is answered to her, under her data key (label
    `mailing.Inbound:ID`).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        HELD = "held", _("Held until its sender confirms")
        DEAD = "dead", _("Could not be worked on")

    class Kind(models.TextChoices):
        UNKNOWN = "unknown", _("Not yet known")
        POST = "post", _("For a list")
        COMMAND = "command", _("A command")
        BOUNCE = "bounce", _("A letter that came back")
        AUTOMATIC = "automatic", _("An automatic answer")
        LOOP = "loop", _("Our own letter")

    digest = models.CharField(max_length=64, unique=True)
    recipient = models.CharField(max_length=64)
    sealed = models.TextField()
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.UNKNOWN)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="letters_in")
    person_checked = models.BooleanField(default=False)
    sealed_answer = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)
    day = models.DateField(default=today)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "id"], name="inbound_by_state")]
        verbose_name = _("letter in")
        verbose_name_plural = _("letters in")

    def __str__(self) -> str:
        return f"{self.recipient}: {self.get_state_display()}"


class Outgoing(models.Model):
    """One letter to one person, composed when it is sent. Deleted when sent; dead ones after 30 days.

    `kind` and `key` say what it is to the room that composes it (`letters.register_letters`). `stem` makes
    the Message-ID, the same at each attempt. `to`: only for a person without a confirmed address yet, sealed
    (label `mailing.Outgoing:STEM`); else her `Address` is read when it is sent. `last_code`: the server's
    last answer, its number only.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DEAD = "dead", _("Given up")

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="letters_out")
    to = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="en")
    stem = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    last_code = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "next_at"], name="outgoing_by_state")]
        verbose_name = _("letter out")
        verbose_name_plural = _("letters out")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.get_state_display()}"


class Returned(models.Model):
    """How often letters to a person came back. Deleted when one arrives again after seven days without.

    `score` in hundredths; `status` is the last enhanced status (RFC 3463); at most one a day counts.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="returned")
    score = models.PositiveIntegerField(default=0)
    hard = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=12, blank=True)
    day = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("letters that came back")
        verbose_name_plural = _("letters that came back")

    def __str__(self) -> str:
        return f"{self.score / 100:.1f}"


class KnownLetter(models.Model):
    """Which Message-ID, of hers or ours, stands for what in a list, so that answers find their thread.

    Erased a year later. `mark` is a keyed fingerprint of list and Message-ID; `body` of the text, for mail
    programmes use an id twice. `key` is the list's own name for what was said.
    """

    mark = models.CharField(max_length=64, unique=True)
    body = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=100)
    day = models.DateField(default=today)

    class Meta:
        verbose_name = _("known letter")
        verbose_name_plural = _("known letters")

    def __str__(self) -> str:
        return self.key


class LastAnswer(models.Model):
    """The day an automatic answer last went to an address, so that no two machines talk for ever.

    `mark` is a keyed fingerprint of the address. Erased after two days.
    """

    mark = models.CharField(max_length=64, unique=True)
    day = models.DateField(default=today)
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("last answer")
        verbose_name_plural = _("last answers")

    def __str__(self) -> str:
        return str(self.pk)
