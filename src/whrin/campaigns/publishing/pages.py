"""The page of a public paper, of each of its editions, and of its figures today."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.campaigns.models import Edition, Paper
from whrin.campaigns.publishing.citing import cite_this
from whrin.campaigns.publishing.compared import compared
from whrin.campaigns.publishing.gate import edition_of, gone, paper_at
from whrin.campaigns.publishing.schema import json_ld_of
from whrin.campaigns.publishing.shown import FORMS, Shown, shown
from whrin.kit.numbers import number_in
from whrin.library.enums import Status


@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a paper: its last edition, or the text that is open to be signed."""
    found = paper_at(slug)
    return _page(request, found, edition_of(found)) if found else gone(request, slug)


@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one edition, as it was published."""
    found = paper_at(slug)
    return _page(request, found, _edition(found, number), is_latest=False) if found else gone(request, slug)


@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the figures of the last edition beside those of today."""
    found = paper_at(slug)
    if found is None:
        return gone(request, slug)
    page = _shown(request, found, _edition(found, 0))
    language = get_language() or "en"
    rows = compared(page.text, page.body.cited, language)
    return render(request, "campaigns/publishing/figures.html", {"page": page, "rows": rows})


def _edition(paper: Paper, number: int) -> Edition:
    found = edition_of(paper, number)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, paper: Paper, edition: Edition | None, *, is_latest: bool = True
) -> HttpResponse:
    page, language = _shown(request, paper, edition), get_language() or "en"
    is_whole = page.part == page.parts == 1
    editions = list(paper.editions.only("number", "day", "note", "digest")) if edition else []
    context = {
        "page": page,
        "json_ld": json_ld_of(page),
        "canonical": settings.WHRIN_ADDRESS + reverse("campaigns:public_paper", args=[paper.slug]),
        "is_latest": is_latest or bool(editions and editions[0].number == page.edition.number),  # type: ignore[union-attr]  # there are editions
        "editions": editions,
        "forms": FORMS if edition else (),
        "rows": compared(page.text, page.body.cited, language) if edition and is_whole and is_latest else (),
        "call": getattr(paper, "call", None),
        "cite": cite_this(page),
        "work": paper.work if paper.work and paper.work.status == Status.PUBLISHED else None,
        "register": "DataCite",  # a name, the same in every language
        "steps": range(1, page.parts + 1) if page.parts > 1 else (),
    }
    return render(request, "campaigns/publishing/paper.html", context)


def _shown(request: HttpRequest, paper: Paper, edition: Edition | None) -> Shown:
    part, wanted = number_in(request.GET.get("part", "1")), request.GET.get("language", "")
    page = shown(paper, edition, get_language() or "en", wanted=wanted, part=part)
    if page is None:
        raise Http404
    return page
