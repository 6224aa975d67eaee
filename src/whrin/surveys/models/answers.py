"""What came in, sealed, with everything it was before."""

from django.db import models

from whrin.people.models import Person
from whrin.surveys.enums import AnswerState, Way
from whrin.surveys.models.forms import Form, Version


class Answer(models.Model):
    """One filled-in form. Kept for its form's `months_kept`, then deleted with all its editions and files.

    `received_on`: the day, UTC; nothing finer is kept. `receipt_mark`: keyed, of the code with which she who
    answered on the web corrects or withdraws it; empty: it came without.
    """

    form = models.ForeignKey(Form, models.CASCADE, related_name="answers")
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.RECEIVED)
    received_on = models.DateField()
    receipt_mark = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["form", "received_on"], name="answer_by_form_and_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt_mark"], condition=~models.Q(receipt_mark=""), name="answer_by_its_receipt"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AnswerEdition(models.Model):
    """An answer as it was sent once. Never changed; kept with its answer.

    `number`: 1 first; the highest is what counts. One that came late, after what replaced it, has 0 or less.
    `mark`: of the instanceID, keyed, so that neither the row nor the digest can be tried out; the ID itself
    is inside. `replaces`: the mark of what it replaces (deprecatedID), whether that came or not. `sealed`:
    the XML without the traces that the form does not keep. `digest`: keyed, of its canonical form without
    any. `by`: who corrected it at the desk; never she who answered.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="editions")
    version = models.ForeignKey(Version, models.RESTRICT, related_name="+")
    number = models.SmallIntegerField(default=1)
    mark = models.CharField(max_length=64, unique=True)
    replaces = models.CharField(max_length=64, blank=True, db_index=True)
    digest = models.CharField(max_length=64)
    sealed = models.TextField()
    way = models.CharField(max_length=5, choices=Way.choices)
    day = models.DateField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="edition_by_its_number")]

    def __str__(self) -> str:
        return str(self.pk)


class Attachment(models.Model):
    """A file that an edition names: a picture, a recording. Kept with the edition.

    `mark`: keyed, of its name: phones name files by the millisecond. `sealed`: JSON `{"name", "type",
    "size", "key"}`, the last what its parts are sealed with. `digest`: keyed, of the bytes as they were sent.
    `is_missing` until it comes: phones send large answers in several goes.
    """

    edition = models.ForeignKey(AnswerEdition, models.CASCADE, related_name="attachments")
    mark = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    digest = models.CharField(max_length=64, blank=True)
    is_missing = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_missing=True, digest="")
                | (models.Q(is_missing=False) & ~models.Q(digest="")),
                name="attachment_missing_or_there",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AttachmentPart(models.Model):
    """A piece of a file, sealed by itself, so that no file is in memory whole. Kept with the file.

    `number` from 0.
    """

    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["attachment", "number"], name="part_by_its_number")]

    def __str__(self) -> str:
        return str(self.pk)


class Review(models.Model):
    """What somebody on the team decided or noted about an answer. Kept with the answer.

    `state`: what the answer was set to; empty: only a note. `sealed`: the note, as answers are sealed, for it
    may repeat them; empty: none. `by`: None when her account is gone.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="reviews")
    state = models.CharField(max_length=10, choices=AnswerState.choices, blank=True)
    sealed = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    day = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="") | ~models.Q(sealed=""), name="review_says_something"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
