"""The calendar as a page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.design.pages import page_links
from whrin.events.coming.asked import parse
from whrin.events.coming.cards import NoSuchPage, page_of


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show what comes, or what is over, by month."""
    asked, root = parse(request.GET), reverse("events:list")
    try:
        page = page_of(asked, get_language() or "en")
    except NoSuchPage:
        return error_page(request, 404, heading=_("The list ends before that page"))
    host = settings.WHRIN_ADDRESS.partition("://")[2]
    context = {
        "page": page,
        "root": root,
        "site": settings.WHRIN_ADDRESS,
        "canonical": root + asked.query(page=asked.page),
        "query": asked.query(),
        "turned": root + asked.turned().query(),
        "subscribe": f"webcal://{host}{reverse('events:ics')}{asked.query()}",
        "pages": page_links(asked.page, page.last, lambda number: root + asked.query(page=number)),
    }
    return render(request, "events/list.html", context)
