"""What is sealed. Labels of envelopes stand in `sealed.py`."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.incidents.enums import ExportState, ReportState, Use
from whrin.incidents.models.people import Team
from whrin.people.models import Person
from whrin.vault.models import CodeKey, SharedKey


class Report(models.Model):
    """One report. Erased 90 days after it was closed unless renewed, or at once when she withdraws it.

    In clear, so that it can be found, shared out and erased: `mark` (SHA-256 of a number by lot in the page
    that she sent: the same page twice is one report), `week` received ("2026-W47"), `team`, `state`,
    `needs_key` (a reader was taken away: it gets another key), `closed_on`, `keep_until`, `due_days` (days on
    which the daily task found it due; ISO). Sealed with its key: `told` (once, never again), `summary`,
    `consent`, `care`; each with the number of its edition.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(SharedKey, models.PROTECT, related_name="report")
    code = models.OneToOneField(CodeKey, models.SET_NULL, null=True, blank=True, related_name="report")
    mark = models.CharField(max_length=64, unique=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="reports")
    week = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.NEW)
    needs_key = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    keep_until = models.DateField(null=True, blank=True)
    due_days = models.JSONField(default=list, blank=True)
    told = models.BinaryField()
    told_edition = models.PositiveIntegerField(default=1)
    summary = models.BinaryField()
    summary_edition = models.PositiveIntegerField(default=1)
    consent = models.BinaryField()
    consent_edition = models.PositiveIntegerField(default=1)
    care = models.BinaryField()
    care_edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [models.Index(fields=["team", "state"], name="incidents_report_by_team")]

    def __str__(self) -> str:
        return str(self.uid)


class Message(models.Model):
    """One message between her and the caseworkers; who wrote it is inside. Kept as long as the report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["number"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="incidents_message_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"


class SealedFile(models.Model):
    """A file as it was sent; nothing here opens it. Kept as long as the report.

    `head`: name, media type, size and the file's key, sealed. `padded`: bytes of its parts.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    head = models.BinaryField()
    padded = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["number"]
        verbose_name = _("sealed file")
        verbose_name_plural = _("sealed files")
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="incidents_file_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"


class SealedPart(models.Model):
    """One part of a file's sealed bytes. Kept as long as the file."""

    file = models.ForeignKey(SealedFile, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["number"]
        verbose_name = _("part of a sealed file")
        verbose_name_plural = _("parts of sealed files")
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="incidents_part_once")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"


class Export(models.Model):
    """A wish to take reports out in clear, for one use. Erased 30 days after it was asked; the log stays.

    `reports`: their uids. Two people: who asked and who approved or refused.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    use = models.CharField(max_length=10, choices=Use.choices)
    reports = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ExportState.choices, default=ExportState.ASKED)
    asked_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_on = models.DateField()

    class Meta:
        ordering = ["-asked_on", "pk"]
        verbose_name = _("export")
        verbose_name_plural = _("exports")

    def __str__(self) -> str:
        return str(self.uid)
