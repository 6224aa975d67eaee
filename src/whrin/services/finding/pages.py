"""The public list of services."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.design.pages import page_links
from whrin.search.choices import NoSuchPage
from whrin.services.finding.asked import Asked, parse
from whrin.services.finding.page import page_of


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the list of services: all of it, or what a search and its filters leave."""
    asked, root = parse(request.GET), reverse("services:list")
    try:
        page = page_of(asked, get_language() or "en", root)
    except NoSuchPage:
        return error_page(request, 404, heading=_("The list ends before that page"))
    context = {
        "page": page,
        "root": root,
        "site": settings.WHRIN_ADDRESS,
        "canonical": root + asked.query(page=asked.page),
        "query": asked.query(),
        "kept": asked.pairs(but="q"),
        "pages": page_links(asked.page, page.last, lambda number: root + asked.query(page=number)),
    }
    return no_longer_than_true(render(request, "services/finding/list.html", context), asked)


def no_longer_than_true(response: HttpResponse, asked: Asked) -> HttpResponse:
    """Keep what is open now out of the page cache: in a minute it may be closed."""
    if asked.is_open_now:
        response["Cache-Control"] = "private, no-cache"
    return response
