"""Notes for pages: a link where each stands, a list of them at the end, and a link back."""

import re

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from whrin.campaigns.body.building import Body

_NOTE = re.compile(r'<span class="footnote"(?P<told>[^>]*)>(?P<html>.*?)</span>', re.DOTALL)


def web_html(body: Body, first: int = 1) -> SafeString:
    """Return a body for a page: HTML of ours, safe as it is. `first`: number of its first note, where the
    body is a later part of a longer one.
    """
    notes: list[dict[str, object]] = []

    def reference(found: re.Match[str]) -> str:
        number = first + len(notes)
        told, inside = mark_safe(found["told"]), mark_safe(found["html"])  # noqa: S308 -- made by `building`, escaped there
        notes.append({"told": told, "html": inside, "number": number})
        return (
            f'<sup><a href="#note-{number}" id="ref-{number}" role="doc-noteref">'
            f"<bdi>{number}</bdi></a></sup>"
        )

    html = _NOTE.sub(reference, body.html)
    listed = render_to_string("campaigns/body/notes.html", {"notes": notes, "first": first}) if notes else ""
    return mark_safe(html + listed)  # noqa: S308 -- likewise
