from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from whrin.documents.uploads import CleanUpload, clean_pdf, clean_picture


class Picture(AbstractImage):
    """A picture an editor uploaded, stripped of EXIF and position at upload. Kept until deleted."""

    alt = models.CharField(_("what the picture shows"), max_length=300, blank=True)
    admin_form_fields = (*Image.admin_form_fields, "alt")

    @property
    def default_alt_text(self) -> str:
        """Return the description for readers who do not see the picture; empty for an ornament."""
        return self.alt

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the picture; one that did not come through the form is painted anew first.

        Raises one of `whrin.documents.refusals`; then nothing is stored.
        """
        if is_raw(self.file):
            self.file = clean_picture(self.file.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class Rendition(AbstractRendition):
    """A smaller copy of a picture. Made again when missing."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class Attachment(AbstractDocument):
    """A PDF an editor attached to a page, scrubbed at upload. Kept until deleted."""

    admin_form_fields = Document.admin_form_fields

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the PDF; one that did not come through the form is scrubbed first.

        Raises one of `whrin.documents.refusals`; then nothing is stored.
        """
        if is_raw(self.file):
            self.file = clean_pdf(self.file.file)
            self._set_document_file_metadata()
        super().save(*args, **kwargs)


class PrintedFile(models.Model):
    """A document that was asked for as a file: made, on its way, or why not. What it says is for anybody.

    `mark` is 64 hexadecimal digits that follow from the content, the form and the sheet: the same content is
    the same row and the same file. Erased, with its file, on the day after nobody asked for it.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        MAKING = "making"
        MADE = "made"
        FAILED = "failed"

    #: What a file goes through: read, set, stored.
    STEPS = 3

    mark = models.CharField(max_length=64, primary_key=True)
    form = models.CharField(max_length=4)
    sheet = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=30, blank=True)
    size = models.PositiveIntegerField(default=0)
    day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="made", size__gt=0) | ~models.Q(state="made"),
                name="printed_file_made_has_size",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mark[:12]}.{self.form}"


def is_raw(field: Any) -> bool:
    """Say whether a file field holds something new that nobody has cleaned."""
    return bool(field) and not field._committed and not isinstance(field.file, CleanUpload)  # noqa: SLF001 -- Django has no public word for "not stored yet"
