"""Our lists for everybody: what each word means, and the rights that it touches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.incidents.counting.shown import instruments
from whrin.incidents.wording.shown import shown_lists


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """Show both lists in the reader's language; what is not translated yet is in English, and marked so."""
    context = {"lists": shown_lists(get_language() or "en"), "instruments": instruments()}
    return render(request, "incidents/wording/lists.html", context)
