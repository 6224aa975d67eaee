"""The press room, and the way out of its letters."""

import csv
import io

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from whrin.campaigns.actions.pressing import erase_contact
from whrin.campaigns.enums import CampaignState, State
from whrin.campaigns.front.papers import lines_of
from whrin.campaigns.models import Coverage, Spokesperson
from whrin.campaigns.press.letters import contact_leaving
from whrin.campaigns.queries import public_papers
from whrin.design.errors import error_page
from whrin.kit.cells import safe_cell
from whrin.kit.days import today
from whrin.kit.languages import direction_of
from whrin.kit.numbers import number_in
from whrin.kit.paging import last_page

#: Releases on the page, and entries of the log on one.
_SOME, _PAGE = 10, 40
#: Kinds of papers that are written for the press.
KINDS = ("press-release", "fact-sheet", "brief")


@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """Show releases, who speaks, what was written, and how to reach the office."""
    reader = get_language() or "en"
    papers = public_papers().filter(state=State.PUBLISHED, kind__slug__in=KINDS).select_related("kind")
    context = {
        "releases": lines_of(papers.order_by("-published_on", "slug")[:_SOME], reader),
        "speakers": [_speaker(one, reader) for one in Spokesperson.objects.filter(until__gte=today())],
        "coverage": Coverage.objects.filter(is_public=True)[:5],
        "office": settings.DEFAULT_FROM_EMAIL,
        "is_reachable": not settings.DEFAULT_FROM_EMAIL.endswith("@localhost"),
    }
    return render(request, "campaigns/press/press.html", context)


def _speaker(one: Spokesperson, reader: str) -> dict[str, object]:
    text, text_language = one.text_in("texts", reader)
    statement, language = one.text_in("statement", reader)
    return {
        "who": one,
        "text": text,
        "text_language": text_language,
        "text_direction": direction_of(text_language or "en"),
        "statement": statement,
        "language": language,
        "direction": direction_of(language or "en"),
    }


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """List what was written about the network's work, newest first."""
    found = Coverage.objects.filter(is_public=True).select_related("country")
    last, page = last_page(found.count(), _PAGE), number_in(request.GET.get("page", "1"))
    if not 1 <= page <= last:
        return error_page(request, 404)
    context = {"coverage": found[(page - 1) * _PAGE : page * _PAGE], "page": page, "last": last}
    return render(request, "campaigns/press/coverage.html", context)


@require_safe
def coverage_csv(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- as every view
    """Give the log as a table."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["day", "outlet", "title", "language", "country", "address", "campaign"])
    for row in Coverage.objects.filter(is_public=True).select_related("campaign"):
        cells = [row.outlet, row.title, row.language, row.country_id or "", row.address]
        # Of a campaign that is still a draft nobody knows.
        is_told = row.campaign is not None and row.campaign.state != CampaignState.DRAFT
        slug = row.campaign.slug if row.campaign and is_told else ""
        writer.writerow([row.day.isoformat(), *map(safe_cell, cells), slug])
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"coverage-{today().isoformat()}.csv"
    )
    return response


@never_cache
@csrf_exempt  # One click (RFC 8058) comes from a mail provider, without a cookie; the token is the proof.
@require_http_methods(["GET", "HEAD", "POST"])
def out(request: HttpRequest, token: str) -> HttpResponse:
    """Erase a contact. Opening the page changes nothing: programmes open every address in a letter."""
    contact = contact_leaving(token)
    if request.method == "POST":
        if contact is not None:
            erase_contact(contact=contact, by=None)
        return render(request, "campaigns/press/out.html", {"is_done": True})
    if contact is None:
        raise Http404
    return render(request, "campaigns/press/out.html", {"is_done": False})
