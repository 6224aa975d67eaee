"""Forms as a visitor sends them, some seconds after she opened them."""

import datetime
from typing import Any

import time_machine
from django.http import HttpResponse
from django.test import Client

from whrin.campaigns.models import Call
from whrin.campaigns.signing.form import fresh_token

ANA = {"kind": "person", "name": "Ana Lopez", "email": "ana@her.example", "country": "MX", "shows": "named"}
SHELTER = {
    "kind": "organisation",
    "organisation": "Sample Shelter",
    "website": "https://www.shelter.example/about",
    "name": "Ana Lopez",
    "role": "Nurse",
    "email": "ana@shelter.example",
    "country": "MX",
    "shows": "named",
    "may": "on",
}


def token() -> str:
    """Return the token of a form that was opened a minute ago."""
    with time_machine.travel(datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=1)):
        return fresh_token()


def send(reader: Client, call: Call, given: dict[str, str] = ANA, **changed: Any) -> HttpResponse:
    """Sign on the page of a call."""
    data = {"token": token(), **given, **changed}
    return reader.post(f"/en/act/papers/{call.paper.slug}/sign/", data)  # type: ignore[return-value]  # Django's own
