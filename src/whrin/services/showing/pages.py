"""The pages of one service."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from whrin.services.models import Service
from whrin.services.showing.gate import of_one_service
from whrin.services.showing.shown import shown


@of_one_service("service")
def service(request: HttpRequest, found: Service) -> HttpResponse:
    """Show a service, as it is now."""
    return render(request, "services/showing/service.html", {"page": shown(found, timezone.now())})
