"""The log of this room and of its keys."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from whrin.audit.desk import lines
from whrin.audit.models import Event
from whrin.incidents.caring.doors import doors_for, for_role
from whrin.incidents.enums import Role
from whrin.kit.paging import last_page, page_within
from whrin.people.models import Person

PAGE = 50
_ROOMS = Q(about__startswith="incidents.") | Q(about__startswith="vault.")


class LogForm(forms.Form):
    """What an auditor looks for; every field may stay empty."""

    verb = forms.ChoiceField(label=_("What was done"), required=False)
    by = forms.CharField(
        label=_("By whom"),
        help_text=_("As it stands in the log, or its beginning."),
        required=False,
        max_length=150,
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr"}),
    )
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        verbs = Event.objects.filter(_ROOMS).order_by("verb").values_list("verb", flat=True).distinct()
        field: Any = self.fields["verb"]
        field.choices = [("", _("all")), *((verb, verb) for verb in verbs)]

    def found(self) -> "QuerySet[Event]":
        """Return the events of this room that are asked for; what was not understood is left out."""
        self.is_valid()
        asked: dict[str, Any] = getattr(self, "cleaned_data", {})
        events = Event.objects.filter(_ROOMS)
        if asked.get("verb"):
            events = events.filter(verb=asked["verb"])
        if asked.get("by"):
            events = events.filter(by__startswith=asked["by"].strip())
        return events.filter(day=asked["day"]) if asked.get("day") else events


@require_safe
@for_role(Role.AUDITOR)
def audit(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what was done, the newest first."""
    form = LogForm(request.GET or None)
    found = form.found()
    total = found.count()
    last = last_page(total, PAGE)
    page = page_within(request.GET.get("page", "1"), last)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "care_doors": doors_for(person),
        "form": form,
        "total": total,
        "rows": [(event, _told(event)) for event in found[(page - 1) * PAGE : page * PAGE]],
        "query": query.urlencode(),
        "page": page,
        "last": last,
    }
    return render(request, "incidents/auditing/log.html", context)


@require_safe
@for_role(Role.AUDITOR)  # type: ignore[arg-type]  # one that streams is no heir of HttpResponse
def audit_csv(request: HttpRequest, _person: Person) -> StreamingHttpResponse:
    """Give the same rows as a table for a spreadsheet."""
    found = LogForm(request.GET or None).found()
    response = StreamingHttpResponse(lines(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="log.csv"'
    return response


def _told(event: Event) -> str:
    """Return what the log says besides: words of ours and numbers, never of anybody's report."""
    return " · ".join(f"{name}: {value}" for name, value in event.detail.items())
