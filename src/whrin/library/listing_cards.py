"""What a list shows of one work, from the card the search keeps; no question to the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape  # a third of what Django's costs, and a page calls it hundreds of times
from typing import Any
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from whrin.design.measures import size_in_words
from whrin.kit.languages import direction_of
from whrin.library.listing import Listing
from whrin.library.listing_labels import Wordbook, language_label
from whrin.search.highlight import marked, summary_of

#: How much of a summary a list shows, in characters.
SUMMARY = 240

_FORMATS = {
    "application/pdf": "PDF",
    "application/epub+zip": "EPUB",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "text/html": "HTML",
    "text/plain": "TXT",
}


@dataclass(frozen=True)
class Tag:
    label: str
    address: str


@dataclass(frozen=True)
class Card:
    """`language` and `direction` are those of the title; the summary may be in another. `inside`: where in a
    file the words of the search stand, when neither shows them.

    `facts` and `tags` are markup: a page shows twenty cards, and each piece told apart costs it time.
    """

    address: str
    title: SafeString
    language: str
    direction: str
    facts: SafeString
    summary: SafeString
    summary_language: str
    summary_direction: str
    tags: SafeString
    inside: str = ""


def format_name(media_type: str, name: str) -> str:
    """Return what people call a kind of file: PDF, Word, MP4."""
    ending = name.rpartition(".")[2] if "." in name else ""
    return _FORMATS.get(media_type) or ending.upper()[:6] or media_type.rpartition("/")[2].upper()[:6]


def files_in_words(files: Sequence[Mapping[str, Any]]) -> str:
    """Return the formats and sizes of files: `PDF 480 kB, EPUB 1.2 MB`."""
    return ", ".join(
        f"{format_name(file['media_type'], file['name'])} {size_in_words(file['size'])}" for file in files
    )


def version_for(card: Mapping[str, Any], wanted: Sequence[str]) -> Mapping[str, Any]:
    """Return the version in the first of the `wanted` languages that there is, else the original."""
    versions: Sequence[Mapping[str, Any]] = card["versions"]
    for language in (*wanted, card.get("original_language", "")):
        for version in versions:
            if language and version["language"].split("-")[0] == language.split("-")[0]:
                return version
    return versions[0]


def card_of(found: Mapping[str, Any], asked: Listing, book: Wordbook, root: str) -> Card:
    """Return what the list shows of one work. `root`: the library's address in the reader's language."""
    version = version_for(found, (*asked.filters.get("language", ()), book.language))
    title = marked(version["title"], asked.text, version["language"])
    if asked.text and "<mark>" not in title:
        version, title = _matching_version(found, asked, version, title)
    summary_language = version.get("abstract_language") or version["language"]
    return Card(
        address=f"{root}{quote(found['slug'])}/{quote(version['language'])}/",
        title=title,
        language=version["language"],
        direction=direction_of(version["language"]),
        facts=_facts(found, version, book),
        summary=summary_of(version["abstract"], asked.text, summary_language, SUMMARY),
        summary_language=summary_language,
        summary_direction=direction_of(summary_language),
        tags=_tags(found, book, root),
    )


def _facts(found: Mapping[str, Any], version: Mapping[str, Any], book: Wordbook) -> SafeString:
    authors = _authors(found["authors"])
    languages = ", ".join(language_label(one["language"], book.language) for one in found["versions"])
    publisher = found["publisher"] if found["publisher"] != authors else ""
    pieces = [book.label("kind", found["kind"]), authors, publisher, str(found["year"] or ""), languages]
    pieces.append(files_in_words(version["files"]))
    return mark_safe(" · ".join(f"<bdi>{escape(piece)}</bdi>" for piece in pieces if piece))  # noqa: S308 - escaped


def _tags(found: Mapping[str, Any], book: Wordbook, root: str) -> SafeString:
    words = book.words("topic")
    tags = [
        f'<a class="tag" href="{root}?topic={quote(slug)}">{escape(words.get(slug, slug))}</a>'
        for slug in found["topics"][:5]
    ]
    if found["peer_reviewed"]:
        said = escape(_("Reviewed by women with lived experience"))
        tags.append(f'<span class="tag ok">{said}</span>')
    if found["is_sample"]:
        said = escape(_("Sample"))
        tags.append(f'<span class="tag">{said}</span>')
    return mark_safe("".join(f"<li>{tag}</li>" for tag in tags))  # noqa: S308 - each word is escaped above


def _matching_version(
    found: Mapping[str, Any], asked: Listing, version: Mapping[str, Any], title: SafeString
) -> tuple[Mapping[str, Any], SafeString]:
    """Prefer the version whose title holds what was searched for: the reader typed in its language."""
    for other in found["versions"]:
        candidate = marked(other["title"], asked.text, other["language"]) if other is not version else title
        if "<mark>" in candidate:
            return other, candidate
    return version, title


def _authors(names: Sequence[str]) -> str:
    shown = "; ".join(names[:3])
    return f"{shown} …" if len(names) > 3 else shown
