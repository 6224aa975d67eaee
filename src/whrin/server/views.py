from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from whrin.server.static_files import picture_type


@require_safe
def picture(_request: HttpRequest, name: str) -> FileResponse:
    """Send a picture of a page from the bucket. On a plain folder the front door has sent it already."""
    media_type = picture_type(name)
    try:
        file = default_storage.open(f"images/{name}") if media_type else None
    except OSError:
        file = None
    if file is None:
        raise Http404
    response = FileResponse(file, content_type=media_type)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
