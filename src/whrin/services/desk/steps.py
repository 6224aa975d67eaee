"""The steps of a record at the desk: shown, withdrawn, erased at once, brought back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.services.actions import publish_service, restore_service, withdraw_service
from whrin.services.actions.ending import GRACE_DAYS
from whrin.services.desk.rights import decider_at, is_coordinator, record_at
from whrin.services.enums import Source, State
from whrin.services.models import Service


@dataclass(frozen=True)
class Step:
    """`states`: from which it leads on. `is_final`: nobody can take it back, so she writes the short name."""

    name: str
    label: str | Promise
    told: str | Promise
    states: frozenset[str]
    act: Callable[..., Any]
    is_harsh: bool = False
    is_final: bool = False


_STEPS = (
    Step(
        "publish",
        gettext_lazy("Show it on the map"),
        gettext_lazy("Everybody can read it from now on."),
        frozenset({State.DRAFT}),
        publish_service,
    ),
    Step(
        "restore",
        gettext_lazy("Bring it back"),
        gettext_lazy("Everybody can read it again from now on."),
        frozenset({State.WITHDRAWN}),
        restore_service,
    ),
    Step(
        "withdraw",
        gettext_lazy("Take it off the map"),
        gettext_lazy(
            "Nothing of it is public from now on. In 30 days it is erased; until then you can bring it back."
        ),
        frozenset({State.DRAFT, State.PUBLIC}),
        partial(withdraw_service, source=Source.DESK),
        is_harsh=True,
    ),
    Step(
        "erase",
        gettext_lazy("Erase it now"),
        gettext_lazy("It is taken off the map and erased with its history. Nobody can bring it back."),
        frozenset({State.DRAFT, State.PUBLIC, State.WITHDRAWN}),
        partial(withdraw_service, source=Source.DESK, at_once=True),
        is_harsh=True,
        is_final=True,
    ),
)
assert GRACE_DAYS == 30  # noqa: S101 -- the sentence above says so in every language


def steps_of(service: Service) -> list[Step]:
    """Return the steps that a record can take now."""
    return [step for step in _STEPS if service.state in step.states]


@never_cache
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Say what a step does; a POST takes it."""
    person, service = decider_at(request), record_at(pk)
    found = next((each for each in _STEPS if each.name == name), None)
    if found is None:
        raise Http404
    if service.state not in found.states:
        # Somebody has taken it already; perhaps she herself, pressing twice.
        return redirect("map_desk:record", pk)
    wrong = ""
    if request.method == "POST":
        if not found.is_final or request.POST.get("slug", "").strip() == service.slug:
            found.act(service=service, by=person)
            messages.success(request, _("Done."))
            return redirect("map_desk:index") if found.is_final else redirect("map_desk:record", pk)
        wrong = _("This is not the short name. Nothing was erased.")
    context = {
        "service": service,
        "title": service.name,
        "is_coordinator": is_coordinator(person),
        "step": found,
        "wrong": wrong,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return TemplateResponse(request, "services/desk/step.html", context, status=status)
