"""The public list of measures, and the pages of one."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.design.pages import page_links
from whrin.kit.numbers import number_in
from whrin.places.figures import country_pages
from whrin.policy_index.models import Measure
from whrin.policy_index.watch.asked import parse
from whrin.policy_index.watch.gate import of_one_measure
from whrin.policy_index.watch.history import history_of
from whrin.policy_index.watch.page import page_of
from whrin.policy_index.watch.schema import json_ld_of
from whrin.policy_index.watch.shown import shown
from whrin.search.choices import NoSuchPage


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the list: all of it, or what a search and its filters leave."""
    asked, root = parse(request.GET), reverse("policy_index:list")
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
    return render(request, "policy_index/watch/list.html", context)


@of_one_measure
def measure(request: HttpRequest, found: Measure) -> HttpResponse:
    """Show a measure, in the language asked for with `?text=` where it is written in it."""
    page = shown(found, get_language() or "en", request.GET.get("text", ""))
    context = {
        "page": page,
        "json_ld": json_ld_of(page),
        "site": settings.WHRIN_ADDRESS,
        "place": country_pages()(found.country_id),
    }
    return render(request, "policy_index/watch/measure.html", context)


@of_one_measure
def history(request: HttpRequest, found: Measure) -> HttpResponse:
    """Show every change of a measure, newest first."""
    page = number_in(request.GET.get("page", "1"))
    acts = history_of(found, page)
    if acts is None:
        raise Http404
    context = {
        "page": shown(found, get_language() or "en"),
        "acts": acts[0],
        "number": page,
        "last": acts[1],
    }
    return render(request, "policy_index/watch/history.html", context)
