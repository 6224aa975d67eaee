"""Whole addresses that are given out: of a form, and of a seat at it. They name no language: whoever opens
one is led to hers.
"""

from django.conf import settings
from django.utils.translation import get_language

from whrin.surveys.filling import addresses
from whrin.surveys.models import Form


def address_of(form: Form) -> str:
    """Return the whole public address of a form."""
    return _whole(addresses.form_address(form))


def seat_address(form: Form, secret: str) -> str:
    """Return the whole address of a seat for somebody who is invited."""
    return _whole(addresses.seat_address(form, secret))


def _whole(path: str) -> str:
    return settings.WHRIN_ADDRESS + path.removeprefix(f"/{get_language()}")
