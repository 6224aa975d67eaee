"""Ballots and the stances that people take in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.kit.days import today


class Ballot(models.Model):
    """A question with numbered options. Kept until the room that asked removes it (`actions.forget_ballot`).

    `subject`: that room's own name for it, `"ROOM.thing:KEY"`; nothing here understands more than what stands
    before the colon (`askers`). `options`: how many, numbered from 1. `closes`: the last day on which answers
    count, UTC. `wrapped_key`: what voters' keys are made with; destroyed at closing. `least`: with fewer
    people no figure is shown. `outcome`: what may be shown (`counting.Result` as JSON), from closing on.
    """

    class Kind(models.TextChoices):
        SINGLE = "single", _("One answer")
        SEVERAL = "several", _("Several answers")
        # Places kept for decisions: no room offers these, and nothing counts them yet.
        CONSENT = "consent"
        RANKED = "ranked"

    class Secrecy(models.TextChoices):
        NAMELESS = "nameless"
        # A place kept for decisions of people who answer by name.
        NAMED = "named"

    subject = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    secrecy = models.CharField(max_length=10, choices=Secrecy.choices, default=Secrecy.NAMELESS)
    options = models.PositiveSmallIntegerField()
    closes = models.DateField()
    least = models.PositiveSmallIntegerField()
    wrapped_key = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(wrapped_key="", outcome__isnull=False),
                name="closed_without_key",
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_open(self) -> bool:
        """Say whether answers count today."""
        return self.closed_on is None and self.closes >= today()


class Stance(models.Model):
    """What somebody chose. Deleted when she takes it back or deletes her account, and at closing.

    `voter`: HMAC of a mark of the person with the ballot's own key, so that a person has one stance in a
    ballot, and no two ballots can be laid side by side. `choices`: numbers of options, ascending.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="stances")
    voter = models.CharField(max_length=64)
    choices = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "voter"], name="one_stance_in_a_ballot")]

    def __str__(self) -> str:
        return str(self.pk)
