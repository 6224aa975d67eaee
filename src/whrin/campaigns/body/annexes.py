"""What follows a text: the works it cites, and where each figure is from."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from whrin.campaigns.body.building import Body
from whrin.campaigns.body.citing import figures_cited, works_cited
from whrin.campaigns.body.text import Text


def annexes_of(text: Text, body: Body) -> dict[str, Any]:
    """Return what the template of annexes says: works as HTML, figures; both may be empty."""
    works = works_cited(text, body.cited, body.language)
    figures = figures_cited(text, body.cited, body.language)
    return {
        "works": [mark_safe(one) for one in works],  # noqa: S308 -- escaped by `citing.linked`
        "figures": figures,
    }


def annexes_html(text: Text, body: Body) -> str:
    """Return both annexes as safe HTML, in the body's language; empty where nothing is cited."""
    with override(body.language):
        html = render_to_string("campaigns/body/annexes.html", annexes_of(text, body))
    return mark_safe(html.strip())  # noqa: S308 -- a template of ours, stripped
