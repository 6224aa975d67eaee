"""The answer to whoever asks for a file: the file, or how far it is."""

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers, get_conditional_response

from whrin.documents.models import PrintedFile
from whrin.documents.printing import storing
from whrin.documents.printing.errors import message_of

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "epub": "application/epub+zip",
    "txt": "text/plain; charset=utf-8",
}
#: Seconds until a page about a file that is being made looks again by itself.
_AGAIN = 2
#: In an address: whoever asks has waited, so a page says that it is ready; a file would leave the old page.
_WAITED = "waited"


def answer_with(request: HttpRequest, made: PrintedFile, *, name: str, back: str) -> HttpResponseBase:
    """Return the file under a name (without its ending), a page that waits for it (202), or one that says why
    there is none (503). `back`: the address of the page that says the same.
    """
    if made.state == PrintedFile.State.MADE and _WAITED not in request.GET:
        return _file(request, made, name)
    asked = request.GET.copy()
    asked.pop(_WAITED, None)
    plain = f"{request.path}?{asked.urlencode()}" if asked else request.path
    asked[_WAITED] = "1"
    again = f"{request.path}?{asked.urlencode()}"
    told = {"file": made, "back": back, "again": again, "address": plain, "kind": made.form.upper()}
    told["fault"] = message_of(made.fault) if made.state == PrintedFile.State.FAILED else ""
    status = {PrintedFile.State.MADE: 200, PrintedFile.State.FAILED: 503}.get(
        PrintedFile.State(made.state), 202
    )
    response = TemplateResponse(request, "documents/being_made.html", told, status=status)
    add_never_cache_headers(response)
    if status == 202:
        response["Refresh"] = f"{_AGAIN};url={again}"
    return response


def _file(request: HttpRequest, made: PrintedFile, name: str) -> HttpResponseBase:
    tag = f'"{made.mark[:32]}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    if response is None:
        response = FileResponse(
            storing.path_of(made).open("rb"),
            as_attachment=made.form not in {"pdf", "txt"},
            filename=f"{name}.{made.form}",
            content_type=MEDIA_TYPES[made.form],
        )
        response["ETag"] = tag
    response["Cache-Control"] = "public, no-cache"
    return response
