"""What templates of forms at the desk use: `{% load surveys %}`."""

from typing import Any

from django import template
from django.template import Context

from whrin.surveys.desk.tabs import tabs_for
from whrin.surveys.models import Form
from whrin.surveys.queries import title_of

register = template.Library()


@register.inclusion_tag("surveys/desk/tabs.html", takes_context=True)
def form_head(context: Context, form: Form, tab: str) -> dict[str, Any]:
    """Show the title of a form, its state, and the tabs that the reader may open; `tab` is where she is."""
    person = context["request"].user
    return {"survey": form, "title": title_of(form), "tabs": tabs_for(person, form), "tab": tab}


register.filter("form_title", title_of)
