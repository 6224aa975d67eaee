"""What pages of services need in their head: `{% load showing %}`."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from whrin.services.showing.styles import HASHES, SHEETS

register = template.Library()


@register.simple_tag(takes_context=True)
def showing_styles(context: Context, name: str) -> SafeString:
    """Return the `<style>` of a sheet of `showing`; its hash is told to the policy of this page alone."""
    request: Any = context["request"]
    request.style_hashes = [*getattr(request, "style_hashes", ()), HASHES[name]]
    return mark_safe(f"<style>{SHEETS[name]}</style>")  # noqa: S308 -- source files of ours


@register.filter
def with_struck(pieces: Sequence[str]) -> SafeString:
    """Return the pieces of a text, with a mark for what was struck out between them."""
    return format_html_join(mark_safe("<s>[…]</s>"), "{}", ((piece,) for piece in pieces))
