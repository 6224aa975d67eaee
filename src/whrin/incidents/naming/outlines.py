"""How many reports there are: by week, team and state, for those who share out work. Nothing more."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whrin.incidents.caring.doors import doors_for, for_role
from whrin.incidents.enums import ReportState, Role
from whrin.incidents.queries import outlines_for
from whrin.kit.paging import last_page, page_within
from whrin.people.models import Person

PAGE = 50


@require_safe
@for_role(Role.COORDINATOR)
def outlines(request: HttpRequest, person: Person) -> HttpResponse:
    """Show a line for each week and team, the newest first."""
    counts: dict[str, Any] = {state.value: Count("pk", filter=Q(state=state)) for state in ReportState}
    lines: Any = (
        outlines_for(person)
        .select_related(None)
        .order_by("-week", "team__name", "team")
        .values("week", "team", "team__name")
        .annotate(**counts)
    )
    last = last_page(lines.count(), PAGE)
    page = page_within(request.GET.get("page", "1"), last)
    context = {
        "care_doors": doors_for(person),
        "states": [state.label for state in ReportState],
        "lines": [
            (line["week"], line["team__name"], [line[state.value] for state in ReportState])
            for line in lines[(page - 1) * PAGE : page * PAGE]
        ],
        "page": page,
        "last": last,
    }
    return render(request, "incidents/naming/outlines.html", context)
