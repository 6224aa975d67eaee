"""Whole addresses that are given out: of a form, and of a seat at it. They name no language: whoever opens
one is led to hers.
"""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from whrin.surveys.models import Form


def address_of(form: Form) -> str:
    """Return the whole public address of a form; empty while there is no such page."""
    try:
        path = reverse("filling:form", args=[form.form_id])
    except NoReverseMatch:
        return ""
    return settings.WHRIN_ADDRESS + path.removeprefix(f"/{get_language()}")


def seat_address(form: Form, secret: str) -> str:
    """Return the whole address of a seat for somebody who is invited."""
    return f"{address_of(form)}?{urlencode({'seat': secret})}"
