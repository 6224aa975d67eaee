"""What a phone is told, as it insists on being told."""

from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

#: Bytes that a phone may send at once; it splits what is more. Twice and a half of what the standard names.
ACCEPTED = 25_000_000
_XML = "text/xml; charset=utf-8"
_SAID = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<OpenRosaResponse xmlns="http://openrosa.org/http/response" items="0">'
    '<message nature="{nature}">{message}</message></OpenRosaResponse>\n'
)


def with_headers(response: HttpResponse) -> HttpResponse:
    """Return an answer with the headers that each must have; nothing of it is kept on the way."""
    response["X-OpenRosa-Version"] = "1.0"
    response["X-OpenRosa-Accept-Content-Length"] = str(ACCEPTED)
    response["Date"] = http_date()
    response["Cache-Control"] = "no-store, private"
    return response


def xml(body: str | bytes, *, status: int = 200) -> HttpResponse:
    """Answer with XML."""
    return with_headers(HttpResponse(body, status=status, content_type=_XML))


def told(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    """Answer with a sentence that the phone shows."""
    # Elsewhere a 404 leads on to the page of the same name in her language. A phone wants the 404.
    request.urlconf = "whrin.surveys.openrosa.addresses"  # Django reads it if it is there
    nature = "" if status < 300 else "error"
    return xml(_SAID.format(nature=nature, message=escape(message)), status=status)
