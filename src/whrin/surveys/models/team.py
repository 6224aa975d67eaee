"""Who works with a form, and which programmes read its answers."""

from django.db import models

from whrin.people.models import Person
from whrin.surveys.enums import Part
from whrin.surveys.models.forms import Form


class Colleague(models.Model):
    """Somebody on a form's team, beside the coordinators. Kept until she is taken off, or goes."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="team")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.READER)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["form", "person"], name="colleague_once_a_form")]

    def __str__(self) -> str:
        return str(self.pk)


class Feed(models.Model):
    """Lets one programme, such as a spreadsheet, read a form's answers. Kept until it is revoked and removed.

    `label`: for staff. `fingerprint`: SHA-256 of the secret, shown once.
    """

    form = models.ForeignKey(Form, models.CASCADE, related_name="feeds")
    label = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64, unique=True)
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label
