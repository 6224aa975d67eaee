from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Picture(AbstractImage):
    """A picture an editor uploaded, stripped of EXIF and position at upload. Kept until deleted."""

    alt = models.CharField(_("what the picture shows"), max_length=300, blank=True)
    admin_form_fields = (*Image.admin_form_fields, "alt")

    @property
    def default_alt_text(self) -> str:
        """Return the description for readers who do not see the picture; empty for an ornament."""
        return self.alt


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
