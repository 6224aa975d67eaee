"""What came in, record by record."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.library.models.works import Work


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def open(self) -> "ImportRunQuerySet":
        """Keep runs that have not come to their end: running, stopped or cut off."""
        return self.exclude(
            state__in=[ImportRun.State.FINISHED, ImportRun.State.FAILED, ImportRun.State.UNDONE]
        )


class ImportRun(models.Model):
    """One import of one file: how far it came, and every fault by record and reason. Staff only; kept one
    year.

    `done` counts records whose result is on disk; a stopped run goes on from there. `file_digest` is
    SHA-256. `fault` says why the whole file could not be read.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("Running or interrupted")
        FINISHED = "finished", _("Finished")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Could not be read")
        UNDONE = "undone", _("Undone")

    file_name = models.CharField(_("file"), max_length=300)
    file_digest = models.CharField(max_length=64, db_index=True)
    format = models.CharField(max_length=20)
    total = models.PositiveIntegerField(_("records"), default=0)
    done = models.PositiveIntegerField(_("done"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    duplicates = models.PositiveIntegerField(_("already here"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RUNNING)
    fault = models.CharField(_("fault"), max_length=500, blank=True)
    publish = models.BooleanField(_("publish at once"), default=False)
    is_sample = models.BooleanField(_("sample records"), default=False)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done=models.F("added") + models.F("duplicates") + models.F("refused"))
                & models.Q(done__lte=models.F("total")),
                name="run_accounts_for_every_record",
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportNote(models.Model):
    """What happened to one record of an import that needs a person's eye. Staff only; kept with its run.

    `line` is where the record begins in the file, from 1, or 0 where the format has no lines. `difference`
    of a record that is already here: `{field: {"here": value, "there": value}}`, in the words of CSL-JSON;
    a librarian may take a field over, and `settled` says that she has looked.
    """

    class Outcome(models.TextChoices):
        DUPLICATE = "duplicate", _("Already here")
        REFUSED = "refused", _("Refused")
        WARNED = "warned", _("Added with a remark")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="notes")
    record = models.PositiveIntegerField(_("record number, from 1"))
    identifier = models.CharField(_("identifier in the file"), max_length=200, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    reason = models.CharField(_("reason"), max_length=500)
    line = models.PositiveIntegerField(_("line"), default=0)
    difference = models.JSONField(default=dict, blank=True)
    settled = models.BooleanField(default=False)
    work = models.ForeignKey(Work, models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["record", "id"]

    def __str__(self) -> str:
        return f"{self.record}: {self.reason}"
