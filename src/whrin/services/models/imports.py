"""Files of records that came to the desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Import(models.Model):
    """A table of services, read and without faults. Erased 30 days after `day`; what came in stays.

    `lines`: `[{"line": 2, "uid": "", "content": {…}}]` in the shape of `content.py`; emptied when it is over.
    `total`, `done`: lines. `added`, `changed`: records. `passed`: numbers of lines that were passed over, by
    why: "double", "withdrawn", "same". `is_public`: shown at once, not kept as drafts.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("a file", "Waits for you")
        RUNNING = "running", pgettext_lazy("a file", "Coming in")
        DONE = "done", pgettext_lazy("a file", "Came in")
        STOPPED = "stopped", pgettext_lazy("a file", "Stopped")

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    name = models.CharField(_("file"), max_length=200)
    lines = models.JSONField(default=list)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    passed = models.JSONField(default=dict)
    is_public = models.BooleanField(default=False)
    day = models.DateField()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("file of services")
        verbose_name_plural = _("files of services")

    def __str__(self) -> str:
        return self.name
