"""The organisation's own way to its record: an address to ask at, and a link that opens it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.services.models.records import Service


class Keeper(models.Model):
    """The mailbox of an organisation that is asked whether its record is still correct. Never shown; erased
    when the organisation or the coordinator ends it, and with the record.

    `sealed`: the address, a role's. `mark`: keyed, of the address. `link_mark`: keyed, of the newest link;
    empty:
    none. `asked_on`: the newest letter; `reminders` since; `answered_on`.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="keepers")
    sealed = models.TextField()
    mark = models.CharField(max_length=64)
    link_mark = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("language of its letters"), max_length=20, default="en")
    asked_on = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("mailbox of an organisation")
        verbose_name_plural = _("mailboxes of organisations")
        constraints = [
            models.UniqueConstraint(fields=["service", "mark"], name="keeper_once_a_service"),
            models.UniqueConstraint(
                fields=["link_mark"], condition=~models.Q(link_mark=""), name="keeper_by_its_link"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
