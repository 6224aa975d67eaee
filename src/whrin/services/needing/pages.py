"""Quick help: choose a need, choose a country, see what fits and what to expect."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.kit.numbers import number_in
from whrin.kit.paging import last_page
from whrin.places.queries import (
    countries_in,
    names_of_countries,
    names_of_regions,
    regions_covering,
)
from whrin.services.models import Service
from whrin.services.needing.fitting import Fit, fits_of, fitting
from whrin.services.needing.needs import Need, need_called, needs, overdose_guidance

#: Results on a page: each says what to expect.
PER_PAGE = 8
#: The groups of countries that a search is widened to.
_SCHEME = "network"


@dataclass(frozen=True)
class Asked:
    """Where: `codes` are of the countries, `name` says them in words; both empty where nothing is chosen."""

    country: str
    region: str
    codes: frozenset[str]
    name: str

    @property
    def query(self) -> str:
        """Return what keeps it in an address, from `?` on; empty where nothing is chosen."""
        kept = f"country={self.country}" if self.country else f"region={self.region}"
        return f"?{kept}" if self.codes else ""


@require_safe
def need(request: HttpRequest) -> HttpResponse:
    """Show what she may need, and ask in which country she is."""
    asked = _asked(request)
    context = {"needs": needs(), "asked": asked, "countries": _countries()}
    return render(request, "services/needing/need.html", context)


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what fits a need in a country or a region, and what to do where nothing does."""
    wanted, asked = need_called(slug), _asked(request)
    if wanted is None:
        raise Http404
    found = fitting(wanted, asked.codes)
    total = found.count() if asked.codes else 0
    page, last = _page(request), last_page(total, PER_PAGE)
    if not 1 <= page <= last:
        raise Http404
    context = {
        "need": wanted,
        "asked": asked,
        "total": total,
        "page": page,
        "last": last,
        "fits": _fits(found[(page - 1) * PER_PAGE : page * PER_PAGE], wanted) if total else [],
        "countries": _countries(),
        "regions": _regions(asked),
        "guidance": overdose_guidance() if wanted.is_overdose else None,
    }
    return render(request, "services/needing/results.html", context)


def _fits(found: QuerySet[Service], wanted: Need) -> list[Fit]:
    return fits_of(found, wanted, timezone.now())


def _asked(request: HttpRequest) -> Asked:
    """Return where she looks; an unknown country or region is as none."""
    language = get_language() or "en"
    country, region = request.GET.get("country", ""), request.GET.get("region", "")
    countries, regions = names_of_countries(language), names_of_regions(language, scheme=_SCHEME)
    if region in regions:
        return Asked("", region, countries_in(region), regions[region])
    if country in countries:
        return Asked(country, "", frozenset({country}), countries[country])
    return Asked("", "", frozenset(), "")


def _page(request: HttpRequest) -> int:
    return number_in(request.GET.get("page", "1"))


def _countries() -> list[tuple[str, str]]:
    """Return code and name of every country: where nothing is listed, the page says what she can do."""
    return list(names_of_countries(get_language() or "en").items())


def _regions(asked: Asked) -> list[tuple[str, str]]:
    """Return code and name of the regions around the country that was chosen."""
    names = names_of_regions(get_language() or "en", scheme=_SCHEME)
    return [(code, names[code]) for code in regions_covering(asked.country) if code in names]
