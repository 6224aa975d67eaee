"""The file that is handed over: organisations, of each person what she allowed, how many the others are."""

import csv
import io

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from whrin.audit.actions import record
from whrin.campaigns.actions.erasing import counted_of
from whrin.campaigns.enums import Signer
from whrin.campaigns.models import Call
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.signatories.doors import at_call
from whrin.kit.cells import safe_cell
from whrin.people.models import Person
from whrin.places.queries import names_of_countries

_KINDS = (Signer.ORGANISATION, Signer.PERSON)


@require_GET
@at_call
def csv_file(_request: HttpRequest, person: Person, on: OnPaper, call: Call) -> HttpResponse:
    """Hand out the file. No address of anybody is in it, and no name that somebody did not show."""
    record(verb="take signatures out", about=on.paper, by=person)
    headers = {"Content-Disposition": 'attachment; filename="signatures.csv"'}
    return HttpResponse(written(call), content_type="text/csv; charset=utf-8", headers=headers)


def written(call: Call) -> str:
    """Return the file: a row for each name that is shown, then a row for each country of the others; the
    numbers add up to all who signed.
    """
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([_("Kind"), _("Name"), _("Country"), _("Number")])
    names = names_of_countries(get_language() or "en")
    for kind in _KINDS:
        of_kind, label = counted_of(call).filter(kind=kind), str(kind.label)
        shown = of_kind.exclude(shown="").order_by("shown", "pk").values_list("shown", "country_id")
        for name, country in shown.iterator():
            rows.writerow([label, safe_cell(name), names.get(country or "", ""), 1])
        others = of_kind.filter(shown="").values_list("country_id").annotate(number=Count("pk"))
        for country, number in others.order_by("country_id"):
            rows.writerow([label, "", names.get(country or "", ""), number])
    return text.getvalue()
