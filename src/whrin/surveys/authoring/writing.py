"""Sheets as files to take away."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from whrin.surveys.authoring.typed import whole
from whrin.surveys.enums import Part
from whrin.surveys.rights import form_for
from whrin.surveys.work import sheets_of_version, work_on
from whrin.surveys.xlsform import Sheets, write_csv, write_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS: dict[str, tuple[str, Callable[[Sheets], bytes]]] = {
    "xlsx": (_XLSX, write_xlsx),
    "csv": ("text/csv; charset=utf-8", lambda sheets: b"\xef\xbb\xbf" + write_csv(sheets).encode()),
}


@never_cache
@require_safe
def sheets_out(request: HttpRequest, form_id: str, which: str, kind: str) -> HttpResponse:
    """Give the sheets in work (`work`), or those of a version (its number), as a file of a kind."""
    form = form_for(request.user, form_id, Part.AUTHOR)
    if kind not in _KINDS:
        raise Http404
    if which == "work":
        sheets, name = work_on(form), form.form_id
    elif whole(which):
        version = get_object_or_404(form.versions.all(), pk=whole(which))
        sheets, name = sheets_of_version(version), f"{form.form_id}-{version.name}"
    else:
        raise Http404
    media_type, write = _KINDS[kind]
    headers = {"Content-Disposition": f'attachment; filename="{_safe(name)}.{kind}"'}
    return HttpResponse(write(sheets), content_type=media_type, headers=headers)


def _safe(name: str) -> str:
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "_" for letter in name
    )
