"""What is counted, and what was published of it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.people.models import Person
from whrin.vault.models import SharedKey


class Counted(models.Model):
    """The coded fields of one report, sealed for the analysts. Erased when its quarter is released.

    Nothing leads from here to a report: its number is by lot, its place in the table too (a daily task), and
    the report's sealed summary alone names it, so that withdrawing a report takes it out.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(SharedKey, models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("counted report")
        verbose_name_plural = _("counted reports")

    def __str__(self) -> str:
        return str(self.uid)


class Release(models.Model):
    """Tables of one quarter. Proposed by an analyst, published when somebody else seconds it; from then on
    kept for ever, never changed, never counted again. A proposal goes when another takes its place.

    `quarter`: "2026-Q4". `tables`: as published, what is hidden is not in them. `rules`: k and rounding.
    `digest`: SHA-256 of quarter, rules and tables, in hexadecimal. `rows`: which counted rows a proposal is
    made of; empty once they are erased. `day`: of the proposal, then of the release.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        PUBLISHED = "published", _("published")

    quarter = models.CharField(max_length=7, unique=True)
    tables = models.JSONField()
    rules = models.JSONField()
    digest = models.CharField(max_length=64)
    day = models.DateField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    seconded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    rows = models.JSONField(default=list)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-quarter"]
        verbose_name = _("release of figures")
        verbose_name_plural = _("releases of figures")

    def __str__(self) -> str:
        return self.quarter
