"""What is on its way: answers begun on the web, and invitations."""

from django.db import models

from whrin.kit.lots import by_lot
from whrin.surveys.models.forms import Form, Version


class Draft(models.Model):
    """Answers that somebody has begun on the web. Kept until they are sent, thrown away, or `expires_on`.

    `mark`: of the secret in its address, which alone opens `sealed` (JSON: the answers and where she is).
    `phrase_mark`: of her resume phrase, which alone opens `sealed_address`, the secret once more. Both marks
    are keyed; the row tells nobody what was answered, and by whom. `revision` counts changes, so that two
    people on one draft do not overwrite each other. `expires_on`: a day, UTC, moved on by each change.
    """

    id = models.BigAutoField(primary_key=True, default=by_lot)
    version = models.ForeignKey(Version, models.CASCADE, related_name="drafts")
    mark = models.CharField(max_length=64, unique=True)
    phrase_mark = models.CharField(max_length=64, unique=True)
    sealed_address = models.TextField()
    sealed = models.TextField()
    revision = models.PositiveIntegerField(default=0)
    expires_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return str(self.pk)


class DraftFile(models.Model):
    """A picture or another file of a draft, sealed with the draft's secret. Kept with the draft.

    `mark`: keyed, of its name, which `sealed_name` holds as JSON `{"name", "type"}`.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    mark = models.CharField(max_length=64)
    sealed_name = models.TextField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "mark"], name="draft_file_by_its_name")]

    def __str__(self) -> str:
        return str(self.pk)


class Invitation(models.Model):
    """One seat at a form for somebody who is invited, whoever she is. Kept until the form closes.

    `fingerprint`: SHA-256 of the secret in the link. Nothing leads from here to an answer: no day of use, and
    a number by lot. `expires_on`: the last day on which it lets in.
    """

    id = models.BigAutoField(primary_key=True, default=by_lot)
    form = models.ForeignKey(Form, models.CASCADE, related_name="invitations")
    fingerprint = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)
    expires_on = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)
