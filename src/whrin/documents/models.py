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


def is_raw(field: Any) -> bool:
    """Say whether a file field holds something new that nobody has cleaned."""
    return bool(field) and not field._committed and not isinstance(field.file, CleanUpload)  # noqa: SLF001 -- Django has no public word for "not stored yet"
