"""What a service was before: one row a field and change, never changed but to strike a hidden place out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.services.enums import Informant, Source
from whrin.services.models.records import Service
from whrin.services.models.review import Proposal


class Change(models.Model):
    """One field of a service that was changed. Kept for ever with the record; erased with a withdrawn one.

    `number`: of the act; fields that were changed together have the same. `field`, `old`, `new`: as
    `content.content_of` has them (None: it was not there). `said_by`: from where whoever proposed it knows.
    `reference`: of the source, such as form and answer, or the address of a page; never of a person.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    field = models.CharField(max_length=60)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    day = models.DateField()
    source = models.CharField(max_length=15, choices=Source.choices)
    said_by = models.CharField(max_length=15, choices=Informant.choices, default=Informant.NOT_SAID)
    reference = models.CharField(max_length=500, blank=True)
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True, blank=True, related_name="made")

    class Meta:
        ordering = ["-number", "field"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            models.UniqueConstraint(fields=["service", "number", "field"], name="change_once_a_field_and_act")
        ]
        indexes = [models.Index(fields=["day"], name="change_by_day")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.number} {self.field}"
