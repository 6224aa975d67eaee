"""Pages of collections and of what is new."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.design.pages import page_links
from whrin.library.list_head import ListHead
from whrin.library.listing import parse
from whrin.library.shelf_page import (
    NoSuchCollection,
    Shelf,
    all_collections,
    collection_page,
    new_page,
    page_address,
)
from whrin.search.choices import NoSuchPage


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """List the collections."""
    lines = all_collections(get_language() or "en")
    context = {"lines": lines, "root": reverse("library:list"), "site": settings.WHRIN_ADDRESS}
    return render(request, "library/collections.html", context)


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one collection."""
    return _shown(request, lambda language, page: collection_page(slug, language, page))


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Show what came this quarter."""
    return _shown(request, new_page)


def _shown(request: HttpRequest, read: Callable[[str, int], Shelf]) -> HttpResponse:
    try:
        shelf = read(get_language() or "en", parse(request.GET).page)
    except NoSuchCollection:
        raise Http404 from None
    except NoSuchPage:
        return error_page(request, 404, heading=_("The list ends before that page"))
    context = {
        "shelf": shelf,
        "head": ListHead(
            shelf.title,
            shelf.title,
            reverse("library:feed") + shelf.query,
            reverse("library:rss") + shelf.query,
        ),
        "pages": page_links(shelf.page, shelf.last, lambda number: page_address(shelf.address, number)),
        "canonical": settings.WHRIN_ADDRESS + page_address(shelf.address, shelf.page),
        "root": reverse("library:list"),
        "export": f"{reverse('library:list')}export/",
    }
    return render(request, "library/shelf.html", context)
