"""Mapping rounds at the desk: the list, one round with its progress by country, its days and its texts."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from whrin.kit.languages import own_name_of
from whrin.places.queries import names_of_countries
from whrin.services.desk.rights import coordinator_at
from whrin.services.desk.round_forms import ChangeForm, CorrectionForm, PlanForm, TextsForm
from whrin.services.desk.round_steps import steps_of
from whrin.services.enums import RoundState
from whrin.services.models import Round
from whrin.services.rounds.ending import correct_round
from whrin.services.rounds.planning import RoundMoved, change_round, plan_round
from whrin.services.rounds.seats import counts_of

_PER_PAGE = 50


@never_cache
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds, the newest first."""
    coordinator_at(request)
    found = Round.objects.select_related("region").defer("results", "listing")
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("p"))
    return TemplateResponse(
        request, "services/desk/rounds.html", {"title": _("Mapping rounds"), "page": page, "rows": list(page)}
    )


@never_cache
def new_round(request: HttpRequest) -> HttpResponse:
    """Plan a round."""
    person = coordinator_at(request)
    asked = PlanForm(request.POST if request.method == "POST" else None)
    if asked.is_bound and asked.is_valid():
        try:
            one = plan_round(**asked.cleaned_data, by=person)
        except ValidationError as refusal:
            asked.add_error(None, [told for many in refusal.message_dict.values() for told in many])
        else:
            return redirect("map_desk:round", one.pk)
    return _page(request, {"title": _("Plan a round"), "asked": asked, "back": "map_desk:rounds"})


@never_cache
@require_safe
def one_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round: where it stands, what it waits for, and how many have answered in each country."""
    coordinator_at(request)
    one = round_at(pk)
    names, reminded = names_of_countries(get_language() or "en"), dict(_reminded(one))
    told = counts_of(one)
    rows = [
        (code, name, told[code]["answered"], sum(told[code]["invited"].values()), reminded.get(code))
        for code, name in names.items()
        if code in told
    ]
    context = {
        "title": str(one),
        "one": one,
        "rows": rows,
        "steps": steps_of(one),
        "may_change": one.state in {RoundState.PLANNED, RoundState.OPEN},
        "unlinked": one.seats.filter(invitation=None, used=False).count(),
        "tongues": [(tag, own_name_of(tag), tag in one.texts) for tag, _name in settings.LANGUAGES],
    }
    return TemplateResponse(request, "services/desk/round.html", context)


@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the days, and before it opens the form and the countries."""
    person, one = coordinator_at(request), round_at(pk)
    if one.state not in {RoundState.PLANNED, RoundState.OPEN}:
        return redirect("map_desk:round", pk)
    there = {
        "form": one.form_id,
        "opens_on": one.opens_on,
        "closes_on": one.closes_on,
        "countries": list(one.seats.order_by().values_list("country", flat=True).distinct()),
    }
    asked = ChangeForm(one, request.POST if request.method == "POST" else None, initial=there)
    if asked.is_bound and asked.is_valid() and _done(asked, one, person, asked.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect("map_desk:round", pk)
    return _page(request, {"title": str(one), "asked": asked, "back": "map_desk:round", "one": one})


@never_cache
def texts(request: HttpRequest, pk: int, tag: str) -> HttpResponse:
    """Write what is said of a round in one language; once it is published, a dated note on it."""
    person, one = coordinator_at(request), round_at(pk)
    if tag not in dict(settings.LANGUAGES):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    is_public = one.state == RoundState.PUBLISHED
    asked = CorrectionForm(tag, sent) if is_public else TextsForm(tag, sent, initial=one.texts.get(tag))
    if asked.is_bound and asked.is_valid():
        if is_public:
            correct_round(one=one, texts={tag: asked.cleaned_data["words"]}, by=person)
            done = True
        else:
            done = _done(asked, one, person, {"texts": {**one.texts, tag: asked.cleaned_data}})
        if done:
            messages.success(request, _("Saved."))
            return redirect("map_desk:round", pk)
    context = {"asked": asked, "back": "map_desk:round", "one": one, "tongue": own_name_of(tag), "tag": tag}
    return _page(request, {"title": str(one), **context})


def round_at(pk: int) -> Round:
    """Return a round. Ask for her rights first. Raises `Http404`."""
    return get_object_or_404(Round.objects.select_related("region", "form"), pk=pk)


def _done(asked: Any, one: Round, person: Any, wishes: dict[str, Any]) -> bool:
    """Change a round; say whether it was right. What is wrong stands at its field."""
    try:
        change_round(one=one, by=person, **wishes)
    except ValidationError as refusal:
        for name, told in refusal.message_dict.items():
            asked.add_error(name if name in asked.fields else None, told)
    except RoundMoved as refusal:
        asked.add_error(None, str(refusal))
    return not asked.errors


def _reminded(one: Round) -> Any:
    seats = one.seats.exclude(reminded_on=None).order_by("country")
    return seats.values_list("country", "reminded_on").distinct()


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if context["asked"].is_bound else HTTPStatus.OK
    return TemplateResponse(request, "services/desk/round_form.html", context, status=status)
