"""The list of reports: opened for her alone, looked through in memory."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.incidents.caring.choices import offer
from whrin.incidents.caring.doors import doors_for, with_key
from whrin.incidents.content import Summary
from whrin.incidents.enums import Priority, ReportState, Role, Scheme
from whrin.incidents.models import Report
from whrin.incidents.opening import open_with_vault
from whrin.incidents.queries import new_readers_for, reports_for, terms
from whrin.kit.days import today
from whrin.kit.paging import last_page, page_within
from whrin.people.models import Person
from whrin.people.names import name_of
from whrin.places.queries import names_of_countries
from whrin.vault.envelopes import CannotOpen
from whrin.vault.sessions import Opened

PAGE = 50
_RANK = {priority.value: rank for rank, priority in enumerate(Priority)}
_SHOWN = {
    "open": _("All that are not closed"),
    "mine": _("Mine"),
    "ours": _("Waiting for us"),
    "due": _("Due today or before"),
    "closed": _("Closed"),
}


@dataclass(frozen=True)
class Line:
    """One report as the list shows it. `is_due`: somebody wanted to turn to it by today."""

    report: Report
    summary: Summary
    kinds: str
    country: str
    is_due: bool

    @property
    def priority(self) -> str:
        """Return its priority in words."""
        return str(Priority(self.summary.priority).label)


class FilterForm(forms.Form):
    """What is shown, in which order."""

    show = forms.ChoiceField(label=_("Show"), choices=list(_SHOWN.items()), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(label=_("What was done"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[
            ("priority", _("Most urgent first")),
            ("new", _("Newest first")),
            ("next", _("Next date first")),
        ],
        required=False,
    )

    def __init__(self, data: Any, summaries: Iterable[Summary]) -> None:
        super().__init__(data, label_suffix="")
        found = list(summaries)
        language = get_language() or "en"
        names, labels = names_of_countries(language), kinds_in(language)
        here = {one.country for one in found if one.country}
        done = {kind for one in found for kind in one.kinds}
        every = [("", str(_("all")))]
        offer(self, "country", every + [(code, name) for code, name in names.items() if code in here])
        offer(self, "kind", every + [(slug, label) for slug, label in labels.items() if slug in done])


@with_key(Role.CASEWORKER)
def care(request: HttpRequest, person: Person, opened: Opened) -> HttpResponse:
    """Show the reports of her teams."""
    found = open_with_vault(opened, reports_for(person))
    pairs, broken = [], 0
    for one in found:
        try:
            pairs.append((one.report, one.summary))
        except CannotOpen:
            broken += 1
    form = FilterForm(request.GET or None, (summary for _report, summary in pairs))
    asked = form.cleaned_data if form.is_valid() else {}
    lines = _sorted(
        [line for line in _lines(pairs) if _fits(line, asked, person)], asked.get("sort") or "priority"
    )
    last = last_page(len(lines), PAGE)
    page = page_within(request.GET.get("page", "1"), last)
    context = {
        "form": form,
        "care_doors": doors_for(person),
        "lines": lines[(page - 1) * PAGE : page * PAGE],
        "total": len(lines),
        "page": page,
        "last": last,
        "broken": broken,
        "new_readers": [name_of(one.person) for one in new_readers_for(person)],
        "without_key": reports_for(person).count() - len(found),
    }
    return render(request, "incidents/caring/list.html", context)


def kinds_in(language: str) -> dict[str, str]:
    """Return the names of all kinds by slug, those out of use too."""
    return {term.slug: term.label_in(language) for term in terms(Scheme.KIND, retired=True)}


def _lines(pairs: Iterable[tuple[Report, Summary]]) -> Iterable[Line]:
    language = get_language() or "en"
    names, labels = names_of_countries(language), kinds_in(language)
    day = today().isoformat()
    for report, summary in pairs:
        yield Line(
            report=report,
            summary=summary,
            kinds=" · ".join(labels.get(kind, kind) for kind in summary.kinds),
            country=names.get(summary.country, summary.country),
            is_due=bool(summary.next_on) and summary.next_on <= day and report.state != ReportState.CLOSED,
        )


def _fits(line: Line, asked: dict[str, Any], person: Person) -> bool:
    is_closed = line.report.state == ReportState.CLOSED
    shown: dict[str, Callable[[], bool]] = {
        "mine": lambda: not is_closed and line.summary.assigned == person.get_username(),
        "ours": lambda: not is_closed and line.summary.waits_for == "us",
        "due": lambda: line.is_due,
        "closed": lambda: is_closed,
    }
    fits = shown.get(asked.get("show", ""), lambda: not is_closed)
    country, kind = asked.get("country"), asked.get("kind")
    return fits() and country in {None, "", line.summary.country} and (not kind or kind in line.summary.kinds)


def _sorted(lines: list[Line], order: str) -> list[Line]:
    lines.sort(key=lambda line: line.summary.received, reverse=True)
    if order == "priority":
        lines.sort(key=lambda line: _RANK.get(line.summary.priority, 0))
    if order == "next":
        lines.sort(key=lambda line: line.summary.next_on or "9")
    return lines
