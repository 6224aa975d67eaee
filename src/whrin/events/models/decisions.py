"""What a body decided, and what a country did about it."""

from django.db import models
from django.db.models import Q

from whrin.events.enums import DecisionKind, FollowState
from whrin.events.models.bodies import Session
from whrin.places.models import Country


class Decision(models.Model):
    """A recommendation, an observation or a resolution of a session. Public with its session; kept with it.

    `country`: to whom; null: to all. `number`: of the paragraph or resolution, as its paper counts. `text`:
    word for word, in `language` (BCP 47). `address`: of the paper. `answers_ask`: the network had asked for
    it.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="decisions")
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=14, choices=DecisionKind.choices)
    text = models.TextField()
    language = models.CharField(max_length=20, default="en")
    address = models.URLField(max_length=500, blank=True)
    on = models.DateField()
    answers_ask = models.BooleanField(default=False)

    class Meta:
        ordering = ["-on", "number", "id"]

    def __str__(self) -> str:
        return self.number or self.get_kind_display()


class FollowUp(models.Model):
    """How far a country is with a decision. Public with its session; kept with the decision: rows are added,
    none is changed but that a newer one `is_current`.

    `texts`: by language, what was done. `address`: where that can be read.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="follow_ups")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=FollowState.choices)
    texts = models.JSONField(default=dict, blank=True)
    address = models.URLField(max_length=500, blank=True)
    on = models.DateField()
    is_current = models.BooleanField(default=True, editable=False)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "country"],
                condition=Q(is_current=True),
                name="follow_up_one_current_a_country",
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display()
