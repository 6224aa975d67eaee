"""Pictures and sounds of a form's questions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from whrin.surveys.enums import FormState
from whrin.surveys.models import Media

#: What a page may show; lists of choices are read by the server alone.
_SHOWN = ("image/", "audio/", "video/")


@require_safe
def media(_request: HttpRequest, form_id: str, digest: str, name: str) -> HttpResponse:
    """Give out a file that a version of a form uses. A version never changes: it is kept for long."""
    found = Media.objects.filter(version__form__form_id=form_id, version__hash=digest, name=name)
    file = found.exclude(version__form__state=FormState.DRAFT).first()
    if file is None or not file.media_type.startswith(_SHOWN):
        raise Http404
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    response["Cache-Control"] = "private, max-age=86400"
    # A drawing (SVG) may hold scripts: opened by itself, it has no powers here.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
