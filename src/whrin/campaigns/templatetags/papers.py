"""What pages of a paper need around them: `{% load papers %}`."""

from typing import Any

from django import template
from django.utils.translation import get_language

from whrin.campaigns.queries import OnPaper, title_of
from whrin.campaigns.tabs import tabs_for
from whrin.kit.languages import direction_of

register = template.Library()

register.filter("direction", direction_of)


@register.inclusion_tag("campaigns/tabs.html")
def paper_head(on: OnPaper, tab: str) -> dict[str, Any]:
    """Show a paper's title and state, and links to its pages; `tab` names the one that this is."""
    title, language = title_of(on.paper, get_language() or "")
    return {
        "paper": on.paper,
        "paper_title": title,
        "title_language": language,
        "tabs": tabs_for(on),
        "tab": tab,
    }
