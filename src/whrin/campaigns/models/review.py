"""What is said of a paper by those who work on it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.enums import RemarkKind, RemarkState, Verdict
from whrin.campaigns.models.papers import Paper, Paragraph, Version
from whrin.kit.days import today
from whrin.people.models import Person


class Remark(models.Model):
    """A comment, or other words for a paragraph. Deleted with the account of whoever wrote it, and 90 days
    after the paper was published.

    `sealed`: JSON `{"text", "proposed"}` under the writer's data key (label `campaigns.Remark:UID`), so that
    it goes with her. `paragraph`: None for the whole paper. `edition`: of the wording it is about.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField()
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="remarks")
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, null=True, blank=True, related_name="remarks")
    answers = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replies")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=RemarkKind.choices, default=RemarkKind.COMMENT)
    state = models.CharField(max_length=10, choices=RemarkState.choices, default=RemarkState.OPEN)
    language = models.CharField(max_length=20)
    edition = models.PositiveIntegerField(default=0)
    sealed = models.TextField()
    day = models.DateField(default=today)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="remark_number_once")]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def label(self) -> str:
        """Return the place that its words are sealed for."""
        return f"campaigns.Remark:{self.uid}"


class SignOff(models.Model):
    """What a reviewer or approver says of a version. Deleted with her account, and 90 days after the paper
    was published: that the rule was met stays in the log.

    `sealed`: her reason, under her data key (label `campaigns.SignOff:VERSION:PERSON`).
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="sign_offs")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    sealed = models.TextField(blank=True)
    day = models.DateField(default=today)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="sign_off_once")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def label(self) -> str:
        """Return the place that her reason is sealed for."""
        return f"campaigns.SignOff:{self.version_id}:{self.person_id}"


class Duty(models.Model):
    """Something to do for a paper, by a day. Deleted with the paper; whose it is, with her account.

    `told`: reminders that went out: 1 a week before, 2 the day before.
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="duties")
    what = models.CharField(_("what is to be done"), max_length=300)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField(_("by"), null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    told = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["due", "id"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self) -> str:
        return self.what
