"""Addresses that others give out."""

from django.urls import reverse
from django.utils.http import urlencode

from whrin.surveys.models import Form


def form_address(form: Form) -> str:
    """Return the path of a form's public page, in the language at hand."""
    return reverse("filling:form", args=[form.form_id])


def seat_address(form: Form, secret: str) -> str:
    """Return the path of the link with which somebody who is invited answers once."""
    return f"{form_address(form)}?{urlencode({'seat': secret})}"
