from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from whrin.documents.refusals import RefusedFileError
from whrin.documents.uploads import PICTURES, clean_pdf, clean_picture, extension_of


class PictureField(WagtailImageField):
    """A picture, painted anew before anything in this process looks inside it."""

    def to_python(self, data: Any) -> Any:
        sent = forms.FileField.to_python(self, data)
        if sent is None:
            return None
        self.check_image_file_size(sent)
        if extension_of(sent) not in PICTURES:
            raise ValidationError(
                self.error_messages["invalid_image_extension"], code="invalid_image_extension"
            )
        try:
            clean = clean_picture(sent)
        except RefusedFileError as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from None
        return super().to_python(clean)


class PdfField(WagtailDocumentField):
    """A PDF, scrubbed and verified."""

    def to_python(self, data: Any) -> Any:
        sent = super().to_python(data)
        if sent is None:
            return None
        try:
            return clean_pdf(sent)
        except RefusedFileError as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from None


def _swap(form: forms.BaseForm, kind: type[forms.FileField]) -> None:
    """Give the form our field in place of Wagtail's, with the same label and widget."""
    old = form.fields.get("file")
    if old is not None:
        form.fields["file"] = kind(label=old.label, required=old.required, widget=old.widget)


class PictureForm(BaseImageForm):
    """Wagtail's form for pictures, on every way in: alone, many at once, from the chooser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _swap(self, PictureField)


class AttachmentForm(BaseDocumentForm):
    """Wagtail's form for documents: PDF alone, scrubbed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _swap(self, PdfField)
