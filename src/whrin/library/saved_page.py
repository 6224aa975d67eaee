"""The page of a reader's own list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.library.saved import query_of, saved_of, slugs_kept


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """Show the list that the address holds; a list pasted into the form is put into the address first."""
    root = reverse("library:list")
    if "list" in request.GET:
        return redirect(f"{root}saved/{query_of(slugs_kept(request.GET))}")
    page = saved_of(request.GET, get_language() or "en", root)
    return render(request, "library/saved.html", {"page": page, "root": root})
