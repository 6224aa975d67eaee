"""What templates of questions at the desk use: `{% load surveys_authoring %}`."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from whrin.surveys.asking import attributes_of

register = template.Library()


@register.filter
def at(found: Mapping[str, object], key: str) -> object:
    """Return what stands under a key; "" where nothing does."""
    return found.get(key, "")


@register.filter
def speaks(language: str) -> SafeString:
    """Return the attributes of a text in a language that a form names: ` lang="ar" dir="rtl"`."""
    return attributes_of(language)
