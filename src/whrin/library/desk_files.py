"""Files on the desk: whose text was read, and which are still what came in."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.library.actions.fixity import read_again
from whrin.library.desk_works import person_at
from whrin.library.enums import Extraction, Fixity
from whrin.library.models import StoredFile
from whrin.library.refusals import LibraryRefusal

_PER_PAGE = 50
#: What can be chosen, in the order in which it needs somebody: value, words, and the columns it means.
_CHOICES: list[tuple[str, Any, dict[str, Any]]] = [
    *((state.value, state.label, {"fixity": state}) for state in (Fixity.DAMAGED, Fixity.MISSING)),
    *(
        (state.value, state.label, {"extraction": state})
        for state in (Extraction.FAILED, Extraction.EMPTY, Extraction.WAITING, Extraction.DONE)
    ),
]


def files(request: HttpRequest) -> HttpResponse:
    """List the files of one state; those whose text could not be read unless another is asked for."""
    person_at(request)
    means = {value: columns for value, _label, columns in _CHOICES}
    state = request.GET.get("state", "")
    state = state if state in means else Extraction.FAILED.value
    found = StoredFile.objects.filter(**means[state]).defer("text").select_related("version__work")
    page = Paginator(found.order_by("-id"), _PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "state": state,
        "states": [(value, label) for value, label, _columns in _CHOICES],
        "asked": f"state={state}",
    }
    return TemplateResponse(request, "library/desk/files.html", context)


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a file's text read once more."""
    person, stored = person_at(request), get_object_or_404(StoredFile.objects.defer("text"), pk=pk)
    try:
        read_again(stored=stored, by=person)
    except LibraryRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(_("The text is being read.")))
    return redirect("works:file", pk)
