"""A voice as a browser plays it: whole or in parts, for telephones ask for parts."""

import hashlib
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from whrin.incidents.models import Recording
from whrin.library.downloads import CannotSatisfy, range_of


@require_safe
def voice(request: HttpRequest, step: str, language: str) -> HttpResponse:
    """Answer with the sound, with the range that is asked for, with 304, or with 416."""
    one = get_object_or_404(Recording, step=step, language=language)
    sound = bytes(one.sound)
    tag = f'"{hashlib.sha256(sound).hexdigest()}"'
    if request.headers.get("If-None-Match") == tag:
        return _with_headers(HttpResponseNotModified(), tag)
    try:
        wanted = range_of(request.headers.get("Range", ""), len(sound))
    except CannotSatisfy:
        status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return HttpResponse(status=status, headers={"Content-Range": f"bytes */{len(sound)}"})
    first, last = wanted or (0, len(sound) - 1)
    answer = HttpResponse(sound[first : last + 1], content_type=one.media_type)
    if wanted:
        answer.status_code = HTTPStatus.PARTIAL_CONTENT
        answer["Content-Range"] = f"bytes {first}-{last}/{len(sound)}"
    return _with_headers(answer, tag)


def _with_headers(answer: HttpResponse, tag: str) -> HttpResponse:
    answer["ETag"] = tag
    # The site's own store of pages leaves alone what has this line: from there, a part would come as a whole.
    answer["Content-Disposition"] = "inline"
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "public, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
