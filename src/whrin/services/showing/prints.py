"""What is printed of one service: a sheet, and small cards."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from whrin.kit.days import today
from whrin.services.models import Service
from whrin.services.showing.gate import of_one_service
from whrin.services.showing.shown import shown
from whrin.surveys.codes import code_picture

#: Cards of 85 by 55 mm on a sheet of A4.
CARDS = 8


@of_one_service("sheet")
def sheet(request: HttpRequest, found: Service) -> HttpResponse:
    """Show one service as a sheet of A4 in large type."""
    address, code = _code(found)
    context = {"page": shown(found, timezone.now()), "address": address, "code": code, "today": today()}
    return render(request, "services/showing/sheet.html", context)


@of_one_service("card")
def card(request: HttpRequest, found: Service) -> HttpResponse:
    """Show a sheet of small cards, with the name of the service or, with `?plain=1`, without."""
    address, code = _code(found)
    context = {
        "service": found,
        "address": address,
        "code": code,
        "numbers": range(CARDS),
        "is_plain": request.GET.get("plain") == "1",
    }
    return render(request, "services/showing/card.html", context)


def _code(service: Service) -> tuple[str, SafeString]:
    """Return the address of its page and a picture of it."""
    address = settings.WHRIN_ADDRESS + reverse("services:service", args=[service.slug])
    return address, code_picture(address)
