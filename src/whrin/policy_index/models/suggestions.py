"""What anybody sends, without an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.places.models import Country
from whrin.policy_index.enums import Answer
from whrin.policy_index.models.measures import Measure


class Suggestion(models.Model):
    """A correction of a measure, or one that is missing. Kept until it is answered and 30 days longer; of who
    sent it nothing is kept.

    `mark`: keyed, of the form as it was sent, so that pressing twice is once.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, null=True, blank=True, related_name="suggestions")
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    source = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=20)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    received_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    mark = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer=Answer.WAITING, answered_on__isnull=True)
                | (~models.Q(answer=Answer.WAITING) & models.Q(answered_on__isnull=False)),
                name="measure_suggestion_answered_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
