"""The steps of a round at the desk, each asked about before it is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.services.desk.rights import coordinator_at
from whrin.services.enums import RoundState
from whrin.services.models import Round
from whrin.services.rounds.ending import NotReady, close_round, publish_round
from whrin.services.rounds.inviting import CannotOpenRound, open_round
from whrin.services.rounds.planning import RoundMoved, drop_round


@dataclass(frozen=True)
class Step:
    """`states`: from which it leads on."""

    name: str
    label: str | Promise
    told: str | Promise
    states: frozenset[str]
    act: Callable[..., Any]
    is_harsh: bool = False


_STEPS = (
    Step(
        "open",
        gettext_lazy("Open the round"),
        gettext_lazy("Its form is for those alone who are invited from now on, and links can be made."),
        frozenset({RoundState.PLANNED}),
        open_round,
    ),
    Step(
        "close",
        gettext_lazy("Close the round"),
        gettext_lazy("No more answers are taken. It cannot be opened again."),
        frozenset({RoundState.OPEN}),
        close_round,
        is_harsh=True,
    ),
    Step(
        "publish",
        gettext_lazy("Publish the results"),
        gettext_lazy(
            "The results stand at a permanent address as they are today. After that they can only be "
            "corrected by a dated note. The seats are erased."
        ),
        frozenset({RoundState.CLOSED}),
        publish_round,
    ),
    Step(
        "drop",
        gettext_lazy("Give the round up"),
        gettext_lazy("The round is deleted. Its form and the answers stay."),
        frozenset({RoundState.PLANNED, RoundState.CLOSED}),
        drop_round,
        is_harsh=True,
    ),
)


def steps_of(one: Round) -> list[Step]:
    """Return the steps that a round can take now."""
    return [step for step in _STEPS if one.state in step.states]


@never_cache
def round_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Say what a step does; a POST takes it."""
    person = coordinator_at(request)
    one = get_object_or_404(Round.objects.select_related("region", "form"), pk=pk)
    found = next((each for each in _STEPS if each.name == name), None)
    if found is None:
        raise Http404
    if one.state not in found.states:
        # Somebody has taken it already; perhaps she herself, pressing twice.
        return redirect("map_desk:round", pk)
    wrong = ""
    if request.method == "POST":
        try:
            found.act(one=one, by=person)
        except (CannotOpenRound, NotReady, RoundMoved) as refusal:
            wrong = str(refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("map_desk:rounds") if name == "drop" else redirect("map_desk:round", pk)
    context = {"title": str(one), "one": one, "step": found, "wrong": wrong}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return TemplateResponse(request, "services/desk/round_step.html", context, status=status)
