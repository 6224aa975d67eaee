import csv
import io
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.services.figures.gathering import figures_for
from whrin.services.figures.tables import HEADINGS, rows_of
from whrin.services.models import Term
from whrin.website.countries.areas import Area, country_area, part_area, region_area
from whrin.website.countries.page import page_of

Finder = Callable[..., Area | None]


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is known of a country or territory."""
    return _shown(request, country_area, code)


@require_safe
def part(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Show what is known of a part of a country."""
    return _shown(request, part_area, code, part)


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is known of a region, country by country."""
    return _shown(request, region_area, code)


@require_safe
def country_file(_request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Give the same of a country as a file."""
    return _file(form, country_area, code)


@require_safe
def part_file(_request: HttpRequest, code: str, part: str, form: str) -> HttpResponse:
    """Give the same of a part as a file."""
    return _file(form, part_area, code, part)


@require_safe
def region_file(_request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Give the same of a region as a file."""
    return _file(form, region_area, code)


def _shown(request: HttpRequest, find: Finder, *codes: str) -> HttpResponse:
    language = get_language() or "en"
    area = _found(find, language, *codes)
    if request.path != area.address:
        return HttpResponsePermanentRedirect(area.address)
    return render(
        request,
        "website/countries/area.html",
        {
            "area": area,
            "shown": page_of(area, language),
            "licence": settings.WHRIN_DATA_LICENCE,
            "licence_address": settings.WHRIN_DATA_LICENCE_ADDRESS,
        },
    )


def _file(form: str, find: Finder, *codes: str) -> HttpResponse:
    area = _found(find, get_language() or "en", *codes)
    if form == "csv":
        return _as_csv(area)
    raise Http404


def _found(find: Finder, language: str, *codes: str) -> Area:
    area = find(*codes, language)
    if area is None:
        raise Http404
    return area


def _as_csv(area: Area) -> HttpResponse:
    figures = figures_for(area.countries, part=area.part)
    terms = {(term.kind, term.slug): term for term in Term.objects.all()}
    written = io.StringIO()
    csv.writer(written).writerows([HEADINGS, *rows_of(figures, terms, get_language() or "en")])
    answer = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"services-{area.code.lower()}-{figures.day.isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
