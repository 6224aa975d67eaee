"""Two pages that she may read before she tells anything: how it is kept, and what a seizure would find."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from whrin.surveys.filling.doors import discreet
from whrin.vault.queries import recovery_is_on


@discreet("GET", "HEAD")
def kept(request: HttpRequest) -> HttpResponse:
    """Who reads, how long it is kept, what happens if the police ask, and what nobody can take away."""
    context = {"recovery_is_on": recovery_is_on(), "onion": settings.WHRIN_ONION}
    return render(request, "incidents/explaining/kept.html", context)


@discreet("GET", "HEAD")
def taken(request: HttpRequest) -> HttpResponse:
    """What whoever takes the server has, and has not."""
    return render(request, "incidents/explaining/taken.html", {"recovery_is_on": recovery_is_on()})
