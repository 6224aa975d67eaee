"""Who may send answers from phones, and who has answered where each may once."""

from django.db import models

from whrin.kit.lots import by_lot
from whrin.surveys.models.forms import Form


class Collector(models.Model):
    """A phone, or a group of them, that fetches forms and sends answers. Kept until it is revoked and
    removed; no answer says from which it came.

    `label`: for staff, as they call it among themselves. `fingerprint`: SHA-256 of the secret in its
    address. `name` and `sealed_ha1`: for programmes that ask for name and password (RFC 2617). `language`:
    in which phones are told what went wrong; they do not say it themselves.
    """

    label = models.CharField(max_length=100)
    forms = models.ManyToManyField(Form, related_name="collectors", blank=True)
    language = models.CharField(max_length=12, default="en")
    fingerprint = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=40, unique=True)
    sealed_ha1 = models.TextField()
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class Ticket(models.Model):
    """Somebody has answered a form that takes one answer of each member. Kept until the form closes, or she
    deletes her account.

    `mark`: HMAC of a mark of the member with the form's ticket key. Nothing leads from here to the answer:
    no day, and a number by lot, so that tickets do not lie in the order in which answers came.
    """

    id = models.BigAutoField(primary_key=True, default=by_lot)
    form = models.ForeignKey(Form, models.CASCADE, related_name="tickets")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "mark"], name="one_ticket_a_member")]

    def __str__(self) -> str:
        return str(self.pk)
