"""What pages that ask need in their head: `{% load asking %}`."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from whrin.surveys.asking.styles import SHEET, SHEET_FOR_DESK, SHEET_HASH

register = template.Library()


@register.simple_tag(takes_context=True)
def asking_styles(context: Context, where: str = "") -> SafeString:
    """Return the `<style>` of pages that ask; `where` is `desk` at the desk, whose own sheet is another.

    Its hash is told to the policy of this page alone.
    """
    if where == "desk":
        return mark_safe(f"<style>{SHEET_FOR_DESK}</style>")  # noqa: S308 -- source files of ours
    request: Any = context["request"]
    request.style_hashes = [*getattr(request, "style_hashes", ()), SHEET_HASH]
    return mark_safe(f"<style>{SHEET}</style>")  # noqa: S308 -- a source file of ours
