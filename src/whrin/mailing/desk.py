"""Letters on the desk: how much waits, and what was given up; never whose they are and what they say."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST
from wagtail.admin.menu import MenuItem

from whrin.mailing.actions import delete_letter, try_again
from whrin.mailing.figures import queue_figures
from whrin.mailing.models import Inbound, Outgoing
from whrin.mailing.rules import may_look_after_mail
from whrin.people.models import Person

_MOST = 100
_WAYS: dict[str, type[Inbound] | type[Outgoing]] = {"in": Inbound, "out": Outgoing}


class KeepersItem(MenuItem):
    """Shown to those who look after mail."""

    def is_shown(self, request: Any) -> bool:
        return may_look_after_mail(request.user)


def _keeper(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not may_look_after_mail(person):
        raise PermissionDenied
    return person


def letters(request: HttpRequest) -> HttpResponse:
    """Show how mail stands, and what was given up, the newest first."""
    _keeper(request)
    context = {
        "figures": queue_figures(),
        "dead_out": Outgoing.objects.filter(state=Outgoing.State.DEAD).order_by("-id")[:_MOST],
        "dead_in": Inbound.objects.filter(state=Inbound.State.DEAD).order_by("-id")[:_MOST],
    }
    return TemplateResponse(request, "mailing/desk/letters.html", context)


@require_POST
def act(request: HttpRequest, way: str, pk: int, what: str) -> HttpResponse:
    """Try a dead letter again, or delete it."""
    person = _keeper(request)
    model: Any = _WAYS.get(way)
    action = {"again": try_again, "delete": delete_letter}.get(what)
    if model is None or action is None:
        raise Http404
    action(letter=get_object_or_404(model, pk=pk, state=model.State.DEAD), by=person)
    return redirect("letters:index")
