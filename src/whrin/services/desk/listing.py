"""Which records there are: the list at the desk, with its filters and its pages."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from whrin.places.queries import names_of_countries
from whrin.services.desk.rights import editor_at, is_coordinator, may_decide
from whrin.services.enums import Precision, State, Status
from whrin.services.freshness import Freshness, age_of, is_of_age
from whrin.services.models import Place, Service

_PER_PAGE = 50
_ALL = [("", _("All"))]


class ListForm(forms.Form):
    """What the list shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Shown"), required=False, choices=[*_ALL, *State.choices])
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[*_ALL, *Status.choices])
    country = forms.ChoiceField(label=_("Country or territory"), required=False)
    age = forms.ChoiceField(label=_("Age"), required=False, choices=[*_ALL, *Freshness.choices])
    hidden = forms.BooleanField(label=_("Place not told exactly"), required=False)
    sample = forms.BooleanField(label=_("Samples"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = names_of_countries(get_language() or "en")
        there = Service.objects.exclude(name="").order_by().values_list("country_id", flat=True).distinct()
        choices = sorted(((code, names[code]) for code in there), key=lambda pair: pair[1])
        self.fields["country"].choices = [*_ALL, *choices]  # type: ignore[attr-defined]  # it has them


def narrowed(found: QuerySet[Service], asked: dict[str, Any]) -> QuerySet[Service]:
    """Return those of the records that the form asks for."""
    if text := (asked.get("q") or "").strip():
        wanted = Q(name__icontains=text) | Q(organisation__name__icontains=text) | Q(slug__icontains=text)
        found = found.filter(wanted)
    for name in ("state", "status", "country"):
        if asked.get(name):
            found = found.filter(**{name: asked[name]})
    if asked.get("age"):
        found = found.filter(is_of_age(Freshness(asked["age"])))
    if asked.get("hidden"):
        found = found.filter(pk__in=Place.objects.exclude(precision=Precision.EXACT).values("service"))
    return found.filter(is_sample=True) if asked.get("sample") else found


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the records, by name. What was erased is in no list."""
    person = editor_at(request)
    asked = ListForm(request.GET)
    asked.is_valid()
    found = narrowed(Service.objects.exclude(name=""), asked.cleaned_data).select_related("organisation")
    page = Paginator(found.order_by("name", "pk"), _PER_PAGE).get_page(request.GET.get("p"))
    names = names_of_countries(get_language() or "en")
    context = {
        "title": _("Services"),
        "asked": asked,
        "page": page,
        "rows": [(one, names[one.country_id], age_of(one)) for one in page],
        "is_narrowed": any(asked.cleaned_data.values()),
        "may_decide": may_decide(person),
        "is_coordinator": is_coordinator(person),
    }
    return TemplateResponse(request, "services/desk/index.html", context)
