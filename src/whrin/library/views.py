from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.design.pages import page_links
from whrin.library import list_head
from whrin.library.downloads import answer_with_file
from whrin.library.listing import parse
from whrin.library.listing_page import page_of
from whrin.library.public import for_readers
from whrin.library.record_head import head_of
from whrin.library.record_page import Merged, NotPublic, Withdrawn, file_of, path_name_of, record_of
from whrin.library.use import count_download
from whrin.search.choices import NoSuchPage


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the list: all of it, or what a search and its filters leave."""
    asked, root = parse(request.GET), reverse("library:list")
    try:
        page = page_of(asked, get_language() or "en", root)
    except NoSuchPage:
        return error_page(request, 404, heading=_("The list ends before that page"))
    pages = page_links(asked.page, page.last, lambda number: root + asked.query(page=number))
    head = list_head.head_of(asked, get_language() or "en")
    context = {"page": page, "head": head, "pages": pages, "root": root, "site": settings.WHRIN_ADDRESS}
    return render(request, "library/list.html", context)


@require_safe
@for_readers
def record(request: HttpRequest, slug: str, language: str = "") -> HttpResponse:
    """Show a work in one of its languages; without one, in the best for the reader."""
    page = record_of(slug, language, get_language() or "en", reverse("library:list"))
    head = head_of(page)
    response = render(request, "library/record.html", {"page": page, "head": head})
    response["Link"] = head.link_header
    return response


@require_safe
def file(request: HttpRequest, slug: str, number: int, name: str) -> HttpResponseBase:
    """Give a file of a published work as a download."""
    try:
        found = file_of(slug, number)
    except NotPublic as refusal:
        raise Http404 from refusal
    except Merged as refusal:
        return redirect("library:file", str(refusal), number, name, permanent=True)
    except Withdrawn as refusal:
        return error_page(request, 410, heading=_("This resource was withdrawn"), detail=str(refusal))
    if name != path_name_of(found.name):
        return redirect("library:file", slug, number, path_name_of(found.name), permanent=True)
    answer = answer_with_file(request, found)
    count_download(request, found, answer)
    return answer
