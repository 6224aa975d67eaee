"""Tells browsers and other libraries how to search here: an OpenSearch 1.1 description."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from lxml import etree

from whrin.kit.text import sound

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_RESULTS = "q={searchTerms}&page={startPage?}"
#: What the specification allows, in characters.
_SHORT, _LONG = 16, 48


def description(brand: str, language: str) -> bytes:
    """Return the description of the search in the language now active, which is `language`."""
    site, library = settings.WHRIN_ADDRESS, _("Library")
    root = etree.Element(f"{{{NAMESPACE}}}OpenSearchDescription", nsmap={None: NAMESPACE})
    words = {
        "ShortName": brand[:_SHORT],
        "Description": _(
            "Research, briefs and toolkits about women and harm reduction, in every language we know of."
        ),
        "LongName": f"{brand} · {library}"[:_LONG],
    }
    for name, text in words.items():
        _put(root, name, text)
    _put(root, "Image", site + static("design/icon.png"), type="image/png")
    addresses = {
        "text/html": f"{site}{reverse('library:list')}?{_RESULTS}",
        "application/atom+xml": f"{site}{reverse('library:feed')}?q={{searchTerms}}",
        "application/rss+xml": f"{site}{reverse('library:rss')}?q={{searchTerms}}",
    }
    for media_type, template in addresses.items():
        _put(root, "Url", type=media_type, template=template)
    _put(
        root,
        "Url",
        type="application/opensearchdescription+xml",
        rel="self",
        template=site + reverse("library:opensearch"),
    )
    _put(root, "Language", language)
    _put(root, "InputEncoding", "UTF-8")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _put(root: Any, name: str, text: str = "", **attributes: str) -> None:
    etree.SubElement(root, f"{{{NAMESPACE}}}{name}", attributes).text = sound(text) or None
