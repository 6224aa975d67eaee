"""The pages of one service."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from whrin.kit.languages import direction_of
from whrin.kit.numbers import number_in
from whrin.services.models import Service
from whrin.services.showing.gate import of_one_service
from whrin.services.showing.history import history_of
from whrin.services.showing.schema import json_ld_of
from whrin.services.showing.shown import shown


@of_one_service("service")
def service(request: HttpRequest, found: Service) -> HttpResponse:
    """Show a service, as it is now."""
    page = shown(found, timezone.now())
    return render(request, "services/showing/service.html", {"page": page, "json_ld": json_ld_of(page)})


@of_one_service("history")
def history(request: HttpRequest, found: Service) -> HttpResponse:
    """Show every change of a service, newest first."""
    page = number_in(request.GET.get("page", "1"))
    acts = history_of(found, page)
    if acts is None:
        raise Http404
    context = {
        "service": found,
        "direction_of_name": direction_of(found.language),
        "acts": acts[0],
        "page": page,
        "last": acts[1],
    }
    return render(request, "services/showing/history.html", context)
