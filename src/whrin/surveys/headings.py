"""What a version says of itself in the reader's language: columns of the settings sheet.

`form_title`, `about` (who asks, and what for) and `consent`, each alone or once for a language:
`about::Español (es)`. Phones know the first alone, in one language.
"""

from dataclasses import dataclass

from whrin.surveys.models import Version
from whrin.surveys.xlsform.languages import nearest, tag_of


@dataclass(frozen=True)
class Heading:
    """A text and the tag of its language; "" where the form does not say it."""

    text: str
    language: str = ""


def title_of(version: Version, language: str) -> Heading:
    """Return what the form is called, in the language (a tag such as `es`) or another that it has."""
    found = _said(version, "form_title", language)
    return found if found.text else Heading(version.title)


def about_of(version: Version, language: str) -> Heading:
    """Return who asks, and what for; an empty text where the form says nothing of it."""
    return _said(version, "about", language)


def consent_of(version: Version, language: str) -> Heading:
    """Return what somebody agrees to who answers; an empty text where the form asks for nothing."""
    return _said(version, "consent", language)


def _said(version: Version, column: str, language: str) -> Heading:
    rows = version.sheets.get("settings", {}).get("rows") or [{}]
    row: dict[str, str] = rows[0]
    own = str(row.get("default_language", ""))
    texts = {
        name.partition("::")[2].strip() or own: text.strip()
        for name, text in row.items()
        if name.partition("::")[0].strip() == column and str(text).strip()
    }
    name = nearest(texts, language) or next((name for name in (own, *texts) if name in texts), "")
    return Heading(texts.get(name, ""), tag_of(name))
