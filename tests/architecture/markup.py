"""What a template may hold: nothing that a strict policy refuses, and no text that cannot be translated."""

import re

_COMMENT = re.compile(
    r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->|{%\s*verbatim\b.*?{%\s*endverbatim\s*%}",
    re.DOTALL,
)
_TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>.*?</style>", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"<[^<>]*>", re.DOTALL)
_READ_ATTRIBUTE = re.compile(r"""\s(?:title|alt|placeholder|aria-label|aria-description)=["']([^"']*)["']""")
_ENTITY = re.compile(r"&#?\w+;")
_WORD = re.compile(r"[^\W\d_]{2,}")
_HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
_STYLE_ATTRIBUTE = re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|link)\b[^>]*\s(?:src|srcset|href)=["'](?:https?:)?//""",
    re.IGNORECASE,
)

#: Names that are the same in every language.
_NAMES = {
    "whrin",
    "pdf",
    "rss",
    "atom",
    "doi",
    "isbn",
    "skos",
    "turtle",
    "mods",
    "json",
    "ld",
    "csv",
    "geojson",
    "xlsx",
    "bibtex",
    "ris",
    "csl",
    "sha",
}


def refused_by_policy(source: str) -> list[str]:
    """Return what the content security policy or our promises refuse in a template's source."""
    bare = _COMMENT.sub("", source)
    faults = []
    if _STYLE_ATTRIBUTE.search(_TAG.sub("x", bare)):
        faults.append("style= attribute")
    if _HANDLER.search(_TAG.sub("x", bare)):
        faults.append("inline event handler")
    if any(_is_inline(attributes, body) for attributes, body in _SCRIPT.findall(bare)):
        faults.append("inline script")
    if _ELSEWHERE.search(_TAG.sub("x", bare)):
        faults.append("something fetched from another host")
    return faults


def _is_inline(attributes: str, body: str) -> bool:
    # Data blocks are never carried out.
    is_data = "application/ld+json" in attributes or "application/json" in attributes
    return bool(body.strip()) and not is_data


def untranslated(source: str) -> list[str]:
    """Return the words of a template's source that a reader would see and that no translator can reach."""
    bare = _COMMENT.sub("", source)
    bare = _STYLE.sub("", _SCRIPT.sub("", _TRANSLATED.sub("", bare)))
    bare = _TAG.sub("", bare)
    read = [*_READ_ATTRIBUTE.findall(bare), _ELEMENT.sub("\n", bare)]
    words = [word for text in read for word in _WORD.findall(_ENTITY.sub(" ", text))]
    return [word for word in words if word.lower() not in _NAMES]
