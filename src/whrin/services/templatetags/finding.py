"""What the leaflet needs in its head: `{% load finding %}`."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from whrin.services.finding.styles import HASH, SHEET

register = template.Library()


@register.simple_tag(takes_context=True)
def leaflet_styles(context: Context) -> SafeString:
    """Return the `<style>` of the leaflet; its hash is told to the policy of this page alone."""
    request: Any = context["request"]
    request.style_hashes = [*getattr(request, "style_hashes", ()), HASH]
    return mark_safe(f"<style>{SHEET}</style>")  # noqa: S308 -- a source file of ours
