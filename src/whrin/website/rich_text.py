"""How a page's text becomes HTML: cleaned, then its links to pages resolved, all of them in one query."""

import re
from collections.abc import Mapping

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from whrin.website.queries import references

_TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a"}
_ATTRIBUTES = {"a": {"href", "linktype", "id", "lang", "hreflang"}}
_SCHEMES = {"http", "https", "mailto"}
_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
_NUMBER = re.compile(r'\bid="(\d{1,18})"')


def cleaned(source: str) -> SafeString:
    """Return rich text as stored, with nothing in it but paragraphs, lists, emphasis and links.

    The editor cleans too; this also covers what came in by a translation file or an import.
    """
    return mark_safe(  # noqa: S308 - nh3 has just cleaned it
        nh3.clean(
            source, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer"
        )
    )


def with_links(html: str) -> SafeString:
    """Return rendered HTML with every stored link to a page turned into its address in the reader's language.

    `html` must be ready to show but for these links. A link to a page that is gone leads nowhere.
    """
    wanted = {int(number[1]) for tag in _LINK.findall(html) if (number := _NUMBER.search(tag))}
    language = get_language() or "en"
    found = references(wanted, language)
    addresses: Mapping[int, str] = {pk: page.address for pk, page in found.items()}

    def resolve(match: re.Match[str]) -> str:
        number = _NUMBER.search(match[0])
        address = addresses.get(int(number[1])) if number else None
        return f'<a href="{escape(address)}">' if address else "<a>"

    return mark_safe(_LINK.sub(resolve, html))  # noqa: S308 - only addresses were put in, escaped
