import csv
import io
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.documents.printing import answer_with, can_be_set, made_document
from whrin.services.figures.tables import HEADINGS, rows_of
from whrin.services.models import Term
from whrin.website.countries.areas import FORMS, Area, country_area, part_area, region_area
from whrin.website.countries.page import figures_of, page_of
from whrin.website.countries.printed import document_of, in_words_of, language_asked, words_in

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
def country_file(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    """Give the same of a country as a file."""
    return _file(request, form, country_area, code)


@require_safe
def part_file(request: HttpRequest, code: str, part: str, form: str) -> HttpResponseBase:
    """Give the same of a part as a file."""
    return _file(request, form, part_area, code, part)


@require_safe
def region_file(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    """Give the same of a region as a file."""
    return _file(request, form, region_area, code)


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


def _file(request: HttpRequest, form: str, find: Finder, *codes: str) -> HttpResponseBase:
    """Answer with a file. `?language=` wants names in any language, also one the site does not speak."""
    language = language_asked(request.GET.get("language", get_language() or "en"))
    if form not in FORMS or not language:
        raise Http404
    with in_words_of(language):
        area = _found(find, language, *codes)
        if form == "csv":
            return _as_csv(area, language)
        if not can_be_set(area.name):  # no font of ours writes this language: names as the texts around them
            language = words_in(language)
            area = _found(find, language, *codes)
        document = document_of(area, language)
    made = made_document(document, form="pdf" if form == "pdf" else "docx")
    name = f"{slugify(area.code)}-{document.date.isoformat()}"
    return answer_with(request, made, name=name, back=area.address)


def _found(find: Finder, language: str, *codes: str) -> Area:
    area = find(*codes, language)
    if area is None:
        raise Http404
    return area


def _as_csv(area: Area, language: str) -> HttpResponse:
    figures = figures_of(area)
    terms = {(term.kind, term.slug): term for term in Term.objects.all()}
    written = io.StringIO()
    csv.writer(written).writerows([HEADINGS, *rows_of(figures, terms, language)])
    answer = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"services-{area.code.lower()}-{figures.day.isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
