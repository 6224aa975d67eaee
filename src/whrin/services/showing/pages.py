"""The pages of one service."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from whrin.kit.languages import direction_of
from whrin.services.models import Service
from whrin.services.showing.gate import of_one_service


@of_one_service("service")
def service(request: HttpRequest, found: Service) -> HttpResponse:
    """Show a service."""
    context = {"service": found, "text_direction": direction_of(found.language)}
    return render(request, "services/showing/service.html", context)
