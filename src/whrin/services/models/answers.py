"""Which surveys are mapping surveys."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.surveys.models import Form


class MappingForm(models.Model):
    """A form whose answers become proposals. Kept until a coordinator ends it, or the form is deleted.

    `newest`: number of the last answer that was read; what comes after it is read next.
    """

    form = models.OneToOneField(Form, models.CASCADE, related_name="+", verbose_name=_("form"))
    newest = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("mapping survey")
        verbose_name_plural = _("mapping surveys")

    def __str__(self) -> str:
        return str(self.form)
