"""What the website's templates ask for: `{% load website %}`."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from whrin.kit.languages import direction_of
from whrin.kit.paging import last_page
from whrin.library.enums import Kind
from whrin.website import queries, rich_text
from whrin.website.enums import PaperKind
from whrin.website.front_page import FrontPage, front_page
from whrin.website.models import HomePage, NewsPage, PaperPage, WebsitePage

register = template.Library()

#: Rows on one page of a list.
ROWS = 20
_LISTS = {"news": (NewsPage, queries.news_rows), "papers": (PaperPage, queries.paper_rows)}


@register.simple_tag
def front(page: HomePage) -> FrontPage:
    """Return what stands on a front page."""
    return front_page(page, get_language() or "en")


@register.simple_tag
def trail(page: WebsitePage) -> list[dict[str, str]]:
    """Return the breadcrumbs of a page, itself last, as `design/breadcrumbs.html` shows them."""
    above = [{"label": item.title, "address": item.address} for item in queries.trail_of(page)]
    return [*above, {"label": page.title, "address": ""}] if above else []


@register.simple_tag
def children(page: WebsitePage) -> list[queries.Reference]:
    """Return the live pages right below a page."""
    return queries.children_of(page)


@register.simple_tag
def body(page: Any) -> SafeString:
    """Return the page's blocks as HTML."""
    return rich_text.with_links(render_to_string("website/body.html", {"blocks": page.body}))


@register.filter
def clean(source: Any) -> SafeString:
    """Return a rich text's stored form, cleaned; its links to pages are resolved by `body`."""
    return rich_text.cleaned(str(getattr(source, "source", source)))


@register.filter
def paper_kind(code: str) -> str:
    """Return what kind of paper it is, in words."""
    return str(PaperKind(code).label) if code in PaperKind.values else ""


@register.simple_tag(takes_context=True)
def listed(context: template.Context, what: str) -> dict[str, Any]:
    """Return one page of `news` or `papers`, as the address says: its rows, its number, the last one."""
    request: HttpRequest = context["request"]
    language = get_language() or "en"
    model, rows = _LISTS[what]
    last = last_page(queries.count_in(model, language), ROWS)
    number = min(_number(request.GET.get("page", "")), last)
    return {"rows": rows(language, (number - 1) * ROWS, number * ROWS), "number": number, "last": last}


def _number(written: str) -> int:
    """Return a page's number from an address made by whomever; 1 for anything odd."""
    is_number = written.isascii() and written.isdigit() and len(written) < 9
    return max(1, int(written)) if is_number else 1


@register.filter
def card_kind(card: Mapping[str, Any]) -> str:
    """Return what kind of work a library card stands for, in words."""
    code = str(card.get("kind", ""))
    return str(Kind(code).label) if code in Kind.values else ""


@register.filter
def version_for_reader(card: Mapping[str, Any]) -> dict[str, Any]:
    """Return the version of a card that suits the reader, and all its languages."""
    versions = {version["language"]: version["title"] for version in card.get("versions") or []}
    wanted = [get_language() or "en", str(card.get("original_language", "")), *versions]
    language = next((tag for tag in wanted if tag in versions), "")
    return {
        "language": language,
        "direction": direction_of(language),
        "title": versions.get(language) or str(card.get("slug", "")),
        "languages": list(versions),
    }
