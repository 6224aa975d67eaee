"""The page where a file's text is read without the file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.design.pages import page_links
from whrin.kit.text import clean_line
from whrin.library.listing import MOST_CHARACTERS
from whrin.library.public import for_readers, page_asked
from whrin.library.reading import EndsEarlier, reading_of


@for_readers
@require_safe
def read(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a page of the text of a file, or where in it the words of `q` stand."""
    query = clean_line(request.GET.get("q", ""))[:MOST_CHARACTERS].strip()
    page = page_asked(request)
    try:
        reading = reading_of(slug, number, page, query)
    except EndsEarlier:
        return error_page(request, 404, heading=_("The text ends before that page"))
    pages = page_links(reading.page, reading.last, lambda number: f"?page={number}")
    return render(request, "library/read.html", {"reading": reading, "pages": pages})
