"""Other libraries that we harvest by OAI-PMH, and what they call their records."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.library.models.works import Work


class Source(models.Model):
    """Another library, harvested by OAI-PMH on a schedule. Staff only; kept until an editor deletes it.

    `harvested_until` is the `responseDate` of the last complete harvest: the next asks from there. `token`
    is where a harvest that was cut off goes on. `fault` says why the last one ended early.
    """

    address = models.URLField(_("address for OAI-PMH"), max_length=500, unique=True)
    name = models.CharField(_("name"), max_length=200)
    prefix = models.CharField(_("format"), max_length=40, default="oai_dc")
    set_spec = models.CharField(_("set"), max_length=200, blank=True)
    every_days = models.PositiveSmallIntegerField(_("every how many days"), default=7)
    publish = models.BooleanField(_("publish at once"), default=False)
    is_active = models.BooleanField(_("on"), default=True)
    harvested_until = models.DateTimeField(null=True, blank=True, editable=False)
    last_tried = models.DateField(null=True, blank=True, editable=False)
    token = models.CharField(max_length=2000, blank=True, editable=False)
    fault = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("library to harvest")
        verbose_name_plural = _("libraries to harvest")

    def __str__(self) -> str:
        return self.name


class HarvestedRecord(models.Model):
    """Which of our works a record of another library became. Staff only; kept with its source."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="records")
    identifier = models.CharField(max_length=500)
    datestamp = models.CharField(max_length=20)
    work = models.ForeignKey(Work, models.SET_NULL, null=True, blank=True, related_name="harvested_from")
    is_deleted = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["source", "identifier"], name="harvested_once")]

    def __str__(self) -> str:
        return self.identifier
