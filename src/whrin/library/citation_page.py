"""The page with a work's citations in every style."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.kit.languages import direction_of
from whrin.library.citations.citing import citations_of
from whrin.library.public import for_readers, version_of


@for_readers
@require_safe
def cite(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Show how to cite one language version."""
    version = version_of(slug, language, "versions__links", "contributions")
    context = {
        "version": version,
        "title_direction": direction_of(version.language),
        "citations": citations_of(version.work, version, get_language() or "en"),
    }
    return render(request, "library/cite.html", context)
