"""What many answers to a survey said together, frozen and given to anybody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.surveys.models import Form


class PublishedResults(models.Model):
    """One version of a survey's public figures. Kept for ever, whatever becomes of the form; never changed.

    `form_name`: the form's `form_id` on that day; `number`: of the version, from 1. `language`: BCP 47, of
    `title`, `method` and the labels of `table`. `informants`: how many answers it rests on; `smallest`: a
    figure of fewer is hidden. `table`, `document`: the files as they are given out, CSV and JSON.
    """

    form = models.ForeignKey(
        Form, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("form")
    )
    form_name = models.CharField(max_length=100)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=20)
    method = models.TextField(_("how it was made"))
    informants = models.PositiveIntegerField()
    smallest = models.PositiveSmallIntegerField()
    day = models.DateField()
    table = models.TextField()
    document = models.TextField()

    class Meta:
        ordering = ["form_name", "-number"]
        verbose_name = _("published results")
        verbose_name_plural = _("published results")
        constraints = [
            models.UniqueConstraint(fields=["form_name", "number"], name="published_results_once_a_version"),
            models.CheckConstraint(
                condition=models.Q(informants__gte=models.F("smallest")), name="published_results_of_enough"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
