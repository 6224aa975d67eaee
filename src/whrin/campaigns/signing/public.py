"""Who signed, for everybody: names that are shown, numbers by country, as page, table and feed."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.campaigns.actions.erasing import counted_of
from whrin.campaigns.enums import Signer
from whrin.campaigns.models import Call
from whrin.campaigns.queries import title_shown
from whrin.campaigns.signing.calls import call_at, call_or_gone, can_be_signed
from whrin.campaigns.signing.totals import Totals, totals_of
from whrin.design import atom
from whrin.kit.days import today
from whrin.kit.numbers import number_in
from whrin.kit.paging import last_page
from whrin.kit.text import sound
from whrin.places.queries import names_of_countries, tiles

#: Names on a page.
PAGE = 60


@dataclass(frozen=True)
class Name:
    """A name, or initials, that is shown."""

    shown: str
    country: str
    is_organisation: bool


@require_safe
def signatures(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how many signed, from where, and the names that are shown: organisations first."""
    call, language = call_or_gone(request, slug), get_language() or "en"
    if not isinstance(call, Call):
        return call
    totals, names = totals_of(call), names_of_countries(language)
    shown = _Shown(call, names)
    last = last_page(shown.total, PAGE)
    page = number_in(request.GET.get("page", "1"))
    if not 1 <= page <= last:
        raise Http404
    title, tongue = title_shown(call.paper, language)
    context = {
        "call": call,
        "paper_title": title,
        "title_language": tongue,
        "totals": totals,
        "names": shown.page(page),
        "others": totals.both - shown.total,
        "page": page,
        "last": last,
        "site": settings.WHRIN_ADDRESS,
        "is_open": can_be_signed(call),
    }
    if page == 1:
        counts = {row.code: row.both for row in totals.countries if row.code}
        context["tiles"] = tiles(counts, language, lambda code: f"#{code}")
        context["rows"] = [(row, names.get(row.code, "")) for row in totals.countries]
        context["embed"] = _embed(slug, title)
    return render(request, "campaigns/signing/signatures.html", context)


def _embed(slug: str, title: str) -> str:
    """Return the markup that others put on their page."""
    site = settings.WHRIN_ADDRESS
    return format_html(
        '<a href="{}"><img src="{}" alt="{}" width="240" height="60"></a>',
        site + reverse("campaigns:public_paper", args=[slug]),
        site + reverse("campaigns:badge", args=[slug]),
        title,
    )


class _Shown:
    """The names of a call that are shown: organisations first, then by name."""

    def __init__(self, call: Call, countries: dict[str, str]) -> None:
        self._countries, self._frozen = countries, call.totals.get("names", []) if call.erased_on else None
        self._rows = counted_of(call).exclude(shown="").order_by("kind", "shown", "pk")
        self.total = self._rows.count() if self._frozen is None else len(self._frozen)

    def page(self, number: int) -> Sequence[Name]:
        """Return the names of a page, from 1."""
        part = slice((number - 1) * PAGE, number * PAGE)
        if self._frozen is not None:
            return [
                Name(one["name"], self._country(one["country"]), is_organisation=True)
                for one in self._frozen[part]
            ]
        rows = self._rows.values_list("shown", "country_id", "kind")[part]
        return [Name(name, self._country(code), kind == Signer.ORGANISATION) for name, code, kind in rows]

    def _country(self, code: str | None) -> str:
        return self._countries.get(code or "", "")


@require_safe
def csv_file(_request: HttpRequest, slug: str) -> HttpResponse:
    """Give the numbers by country as a table; no name is in it."""
    totals, names = totals_of(call_at(slug)), names_of_countries(get_language() or "en")
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["country", "name", "people", "organisations", "day"])
    for row in totals.countries:
        rows.writerow([row.code, names.get(row.code, ""), row.people, row.organisations, today().isoformat()])
    headers = {"Content-Disposition": f'attachment; filename="signatures-{slug}.csv"'}
    return HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def feed(_request: HttpRequest, slug: str) -> HttpResponse:
    """Give the numbers as Atom: one entry, which changes once a day."""
    call, language = call_at(slug), get_language() or "en"
    totals, title = totals_of(call), title_shown(call.paper, language)[0]
    page = reverse("campaigns:signatures", args=[slug])
    own = reverse("campaigns:signatures_feed", args=[slug])
    made = atom.begun(title, page=page, address=own, language=language)
    made.add_item(
        title=in_words(totals),
        link=settings.WHRIN_ADDRESS + page,
        description=sound(title),
        unique_id=f"{settings.WHRIN_ADDRESS}{own}#{today().isoformat()}",
        updateddate=atom.moment(today()),
    )
    return atom.answer_with(made)


def in_words(totals: Totals) -> str:
    """Return both numbers in one line."""
    return _("People: %(people)s · Organisations: %(organisations)s") % {
        "people": totals.people,
        "organisations": totals.organisations,
    }
