"""What a record's page says of itself to search engines: schema.org as JSON-LD."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from whrin.library.enums import Kind, Role
from whrin.library.exports.sheet import Sheet, record_address
from whrin.library.mapping import name_of
from whrin.library.models import Contribution, LanguageVersion, Work
from whrin.library.record_page import RecordPage

#: Types whose title is a headline, and those that are played.
_HEADED = frozenset({"ScholarlyArticle", "NewsArticle", "BlogPosting", "Article", "Report"})
_PLAYED = frozenset({"VideoObject", "AudioObject"})
_CONTAINERS = {
    Kind.JOURNAL_ARTICLE.value: "Periodical",
    Kind.CHAPTER.value: "Book",
    Kind.NEWS.value: "Periodical",
    Kind.BLOG_POST.value: "Blog",
}
#: What a summary may take of a page's weight, in characters.
_SUMMARY = 1000
# An end of the script, an entity or a comment inside a text must not be taken for one.
_UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld_of(page: RecordPage, words: Sequence[str], address: str, site: str) -> SafeString:
    """Return the version shown as JSON that is safe inside a script element. Arguments as `metas_of`."""
    text = json.dumps(described(page, words, address, site), ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_UNSAFE))  # noqa: S308 -- every sign that HTML minds is escaped above


def described(page: RecordPage, words: Sequence[str], address: str, site: str) -> dict[str, Any]:
    """Return the version shown as a schema.org thing; nothing in it is empty."""
    work, version, sheet = page.work, page.version, Sheet(page.work)
    kind = sheet.types.schema
    plain: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": address,
        name_of("record", "schema"): address,
        name_of("title", "schema"): version.title,
        "headline": version.title if kind in _HEADED else "",
        name_of("short_title", "schema"): version.short_title,
        name_of("language", "schema"): "" if version.language == "und" else version.language,
        "description": version.abstract[:_SUMMARY],
        name_of("date", "schema"): page.date,
        "uploadDate": page.date if kind in _PLAYED else "",
        name_of("genre", "schema"): sheet.genre,
        name_of("topics", "schema"): list(words),
        name_of("countries", "schema"): sheet.texts("countries"),
        name_of("licence", "schema"): (sheet.licence.address or sheet.licence.name) if sheet.licence else "",
        name_of("publisher", "schema"): _organisation(work.publisher),
        "audience": [{"@type": "Audience", "audienceType": tag.label} for tag in page.audience],
        "isAccessibleForFree": bool(page.files) or None,
        **_makers(sheet),
        **_numbers(work),
        **_files(page, site, kind),
        **_versions(work, version),
    }
    return {name: value for name, value in plain.items() if value not in ("", None, [], {})}


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _person(one: Contribution) -> dict[str, str]:
    if one.literal:
        return {"@type": "Organization", "name": one.literal}
    named = {
        "@type": "Person",
        "name": f"{one.given} {one.family}".strip(),
        "givenName": one.given,
        "familyName": one.family,
    }
    return {name: value for name, value in named.items() if value}


def _makers(sheet: Sheet) -> dict[str, list[dict[str, str]]]:
    made: dict[str, list[dict[str, str]]] = {}
    for role in Role:
        for one in sheet.by_role(role):
            made.setdefault(name_of(role.value, "schema"), []).append(_person(one))
    return made


def _numbers(work: Work) -> dict[str, Any]:
    container = {"@type": _CONTAINERS.get(work.kind, "CreativeWork"), "name": work.container_title}
    doi = {"@type": "PropertyValue", "propertyID": "DOI", "value": work.doi}
    return {
        name_of("container_title", "schema"): container if work.container_title else None,
        name_of("pages", "schema"): work.pages,
        name_of("isbn", "schema"): work.isbn,
        name_of("doi", "schema"): doi if work.doi else None,
        "sameAs": f"https://doi.org/{work.doi}" if work.doi else "",
        # Only parts of a series have these in schema.org; they stand with the part all the same.
        name_of("volume", "schema"): work.volume,
        name_of("issue", "schema"): work.issue,
    }


def _files(page: RecordPage, site: str, kind: str) -> dict[str, Any]:
    media = [
        {
            "@type": "MediaObject",
            "contentUrl": site + shown.address,
            "encodingFormat": stored.media_type,
            "contentSize": f"{stored.size} B",
        }
        for shown, stored in zip(page.files, page.version.files.all(), strict=True)
    ]
    first = media[0]["contentUrl"] if media and kind in _PLAYED else ""
    return {name_of("file", "schema"): media, "contentUrl": first}


def _versions(work: Work, version: LanguageVersion) -> dict[str, Any]:
    addresses = {one.language: record_address(work.slug, one.language) for one in work.versions.all()}
    original = addresses.pop(work.original_language, "")
    if version.language != work.original_language:
        return {"translationOfWork": {"@id": original} if original else None}
    return {"workTranslation": [{"@id": address} for address in addresses.values()]}
