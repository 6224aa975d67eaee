from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe
from wagtail.models import Page

from whrin.website import sitemap as maps
from whrin.website.queries import moved_to, page_at


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Send a reader from `/` to the language her browser asks for; no cookie has a say."""
    answer = HttpResponseRedirect(f"/{language_asked(request.headers.get('Accept-Language', ''))}/")
    patch_vary_headers(answer, ["Accept-Language"])
    return answer


def language_asked(header: str) -> str:
    """Return the interface language an `Accept-Language` header likes best, else the default one."""
    for wanted, _weight in parse_accept_lang_header(header[:500]):
        if wanted == "*":
            break
        try:
            return get_supported_language_variant(wanted)
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)


@require_safe
def page(request: HttpRequest, _path: str) -> HttpResponseBase:
    """Show the page at this address.

    Wagtail would walk the tree from the root, two queries a level; here the stored path is the address.
    """
    try:
        found = page_at(request.path_info)
    except Page.DoesNotExist:
        return moved(request.path_info)
    answer: HttpResponseBase = found.serve(request)
    return answer


def moved(address: str) -> HttpResponse:
    """Send a reader on from an address that a page has left; Http404 when none was ever there."""
    target = moved_to(address)
    if target is None:
        raise Http404
    link, is_permanent = target
    return HttpResponsePermanentRedirect(link) if is_permanent else HttpResponseRedirect(link)


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Say what we keep about a reader and what the leave button does."""
    known = {"onion": settings.WHRIN_ONION, "draft_days": settings.WHRIN_SURVEY_DRAFT_DAYS}
    return render(request, "website/safety.html", known)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how the site is made to be used by everyone, and where it still falls short."""
    return render(request, "website/accessibility.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what to leave alone: the desk, and the endless combinations of filters."""
    return render(request, "website/robots.txt", {"site": settings.WHRIN_ADDRESS}, content_type="text/plain")


@require_safe
def sitemap(_request: HttpRequest, number: int = 0) -> HttpResponse:
    """List every public page and work with its date; an index of parts when there are many."""
    try:
        template, rows = maps.part(number)
    except maps.NoSuchPart:
        raise Http404 from None
    return HttpResponse(render_to_string(template, {"rows": rows}), content_type="application/xml")
