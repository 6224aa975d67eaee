"""What pages of reports need in their head: `{% load incidents %}`."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from whrin.incidents.enums import Channel
from whrin.incidents.styles import SHEET, SHEET_HASH

register = template.Library()


@register.simple_tag(takes_context=True)
def incident_styles(context: Context) -> SafeString:
    """Return the `<style>` of these pages; its hash is told to the policy of this page alone."""
    request: Any = context["request"]
    request.style_hashes = [*getattr(request, "style_hashes", ()), SHEET_HASH]
    return mark_safe(f"<style>{SHEET}</style>")  # noqa: S308 -- a source file of ours


@register.filter
def way_told(channel: str) -> str:
    """Return how a report came, in words."""
    return str(Channel(channel).label) if channel in Channel.values else channel
