"""Which forms there are: the list at the desk, with its filter, its order and its pages."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from whrin.surveys.enums import FormState, Part
from whrin.surveys.models import Answer, Form, Version
from whrin.surveys.rights import forms_for, is_coordinator, may_enter

_PER_PAGE = 25
_ORDERS: dict[str, tuple[Any, ...]] = {
    "": (F("newest").desc(nulls_first=True), "-pk"),
    "title": (Lower("title"), "pk"),
    "answers": ("-answer_count", "pk"),
    "closes": (F("closes_on").asc(nulls_last=True), "pk"),
}


class ListForm(forms.Form):
    """What the list shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *FormState.choices])


def listed(found: QuerySet[Form]) -> QuerySet[Form]:
    """Return forms with `title`, `newest` (pk of the newest version) and `answer_count`, in one query."""
    versions = Version.objects.filter(form=OuterRef("pk")).order_by("-id")
    answers = Answer.objects.filter(form=OuterRef("pk")).order_by().values("form")
    counted = answers.annotate(n=Count("pk")).values("n")
    return found.defer("sheets_in_work", "renames", "wrapped_key", "wrapped_ticket_key").annotate(
        newest=Subquery(versions.values("pk")[:1]),
        title=Coalesce(Subquery(versions.values("title")[:1]), "form_id"),
        answer_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
    )


def _narrowed(found: QuerySet[Form], asked: dict[str, str]) -> QuerySet[Form]:
    if text := asked.get("q", "").strip():
        found = found.filter(Q(title__icontains=text) | Q(form_id__icontains=text))
    if state := asked.get("state"):
        found = found.filter(state=state)
    return found


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the forms with which she has anything to do."""
    if not may_enter(request.user):
        raise PermissionDenied
    asked = ListForm(request.GET)
    asked.is_valid()
    wanted = {name: asked.cleaned_data.get(name, "") for name in asked.fields}
    order = request.GET.get("order", "") if request.GET.get("order") in _ORDERS else ""
    found = _narrowed(listed(forms_for(request.user)), wanted).order_by(*_ORDERS[order])
    context = {
        "asked": asked,
        "is_narrowed": any(wanted.values()),
        "page": Paginator(found, _PER_PAGE).get_page(request.GET.get("p")),
        "order": order,
        "may_create": is_coordinator(request.user),
        "has_phones": forms_for(request.user, Part.AUTHOR).exists(),
    }
    return TemplateResponse(request, "surveys/desk/index.html", context)
