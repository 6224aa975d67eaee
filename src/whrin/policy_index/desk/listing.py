"""Which measures there are: the list at the desk, with its filters and its pages."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from whrin.places.queries import names_of_countries
from whrin.policy_index.desk.rights import editor_at
from whrin.policy_index.enums import Answer, Kind, State, Status
from whrin.policy_index.models import Measure, Suggestion

_PER_PAGE = 50
_ALL = [("", gettext_lazy("All"))]


class ListForm(forms.Form):
    """What the list shows."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=gettext_lazy("Shown"), required=False, choices=[*_ALL, *State.choices])
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=[*_ALL, *Kind.choices])
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False, choices=[*_ALL, *Status.choices])
    country = forms.ChoiceField(label=gettext_lazy("Country or territory"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = set(Measure.objects.order_by().values_list("country_id", flat=True).distinct())
        names = names_of_countries(get_language() or "en")
        choices = [*_ALL, *((code, name) for code, name in names.items() if code in there)]
        self.fields["country"].choices = choices  # type: ignore[attr-defined]  # it has them


def narrowed(found: QuerySet[Measure], asked: dict[str, Any]) -> QuerySet[Measure]:
    """Return those that the form asks for. Words are looked for in the short name and in the texts."""
    if text := (asked.get("q") or "").strip():
        found = found.filter(pk__in=_holding(text.casefold()))
    wanted = {name: asked[name] for name in ("state", "kind", "status", "country") if asked.get(name)}
    return found.filter(**wanted)


def _holding(text: str) -> list[int]:
    """Return the keys of those with these letters in the short name or a text, drafts too, which the search
    does not know. Read here: what JSON looks like inside a database differs, and they are hundreds.
    """
    rows = Measure.objects.order_by().values_list("pk", "slug", "texts")
    return [
        pk
        for pk, slug, texts in rows
        if text in slug
        or any(text in part.casefold() for written in texts.values() for part in written.values())
    ]


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the measures, latest changed first."""
    editor_at(request)
    asked = ListForm(request.GET)
    asked.is_valid()
    found = narrowed(Measure.objects.select_related("country"), asked.cleaned_data)
    page = Paginator(found.order_by("-edited_on", "-pk"), _PER_PAGE).get_page(request.GET.get("p"))
    names = names_of_countries(get_language() or "en")
    context = {
        "title": _("Harmful policies"),
        "asked": asked,
        "page": page,
        "rows": [(one, names[one.country_id]) for one in page],
        "waiting": Suggestion.objects.filter(answer=Answer.WAITING).count(),
    }
    return TemplateResponse(request, "policy_index/desk/index.html", context)
