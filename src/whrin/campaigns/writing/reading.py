"""The text of a paper on the desk: its sections, each paragraph with its number, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.campaigns.doors import at_paper
from whrin.campaigns.models import Paper, Paragraph, Wording
from whrin.campaigns.numbering import numbers_of
from whrin.campaigns.queries import OnPaper, languages_of, paragraphs_of, wordings_of
from whrin.campaigns.rules import may_write
from whrin.kit.languages import direction_of
from whrin.kit.paging import last_page, page_within
from whrin.people.models import Person

T = TypeVar("T")
#: Paragraphs on a page of the text.
PAGE = 50


@dataclass(frozen=True)
class Piece:
    """A paragraph as a page shows it. `number`: 0 for none. `language`, `direction`: of the words that are
    shown; the original's where there are none in the language that was asked for. `is_behind`: the original
    changed since it was translated. `own`: its wording in the language that was asked for.
    """

    paragraph: Paragraph
    number: int
    text: str
    language: str
    direction: str
    is_behind: bool
    is_missing: bool
    own: Wording | None
    original: Wording | None


@dataclass(frozen=True)
class Part:
    """A section: `heading` and `hint` as its kind has them for the reader; `slug` empty for the title."""

    slug: str
    heading: str
    hint: str
    pieces: Sequence[Piece]


def piece_of(paper: Paper, paragraph: Paragraph, language: str, number: int = 0) -> Piece:
    """Return a paragraph in a language, as a page shows it."""
    wordings = wordings_of(paragraph)
    original, own = wordings.get(paper.original_language), wordings.get(language)
    said = own if own is not None and own.text else None
    shown = said or original
    is_translation = language != paper.original_language
    has_original = original is not None and bool(original.text)
    return Piece(
        paragraph=paragraph,
        number=number,
        text=shown.text if shown else "",
        language=shown.language if shown else language,
        direction=direction_of(shown.language if shown else language),
        is_behind=is_translation and said is not None and said.basis != (original.edition if original else 0),
        is_missing=is_translation and has_original and said is None,
        own=own,
        original=original,
    )


def parts_of(paper: Paper, paragraphs: Sequence[Paragraph], language: str, page: int = 1) -> list[Part]:
    """Return a page (from 1) of a paper's sections as they stand in it; those that it has not yet, where its
    kind has them.
    """
    numbers = numbers_of(paragraphs)
    found: dict[str, list[Piece]] = {}
    for paragraph in paragraphs[(page - 1) * PAGE : page * PAGE]:
        piece = piece_of(paper, paragraph, language, numbers.get(paragraph.pk, 0))
        found.setdefault(paragraph.slot, []).append(piece)
    used, order, last = {each.slot for each in paragraphs}, list(found), ""
    sections = sections_of(paper)
    for slug in sections:
        if slug not in used and last in order:
            order.insert(order.index(last) + 1, slug)
        last = slug
    return [Part(slug, *sections.get(slug, (slug, "")), found.get(slug, ())) for slug in order]


def sections_of(paper: Paper) -> dict[str, tuple[str, str]]:
    """Return the sections of a paper's kind by slug: heading and hint for the reader."""
    reader = get_language() or "en"
    found = {}
    for section in paper.kind.sections:
        said = [section.get(what, {}) for what in ("headings", "hint")]
        heading, hint = (texts.get(reader) or texts.get("en", "") for texts in said)
        found[section["slug"]] = (heading or section["slug"], hint)
    return found


def contents_of(paper: Paper, paragraphs: Sequence[Paragraph]) -> list[tuple[str, str, int]]:
    """Return slug, heading and page of each section that a paper has."""
    sections = sections_of(paper)
    found: dict[str, int] = {}
    for place, paragraph in enumerate(paragraphs):
        if paragraph.slot:
            found.setdefault(paragraph.slot, place // PAGE + 1)
    return [(slug, sections.get(slug, (slug, ""))[0], page) for slug, page in found.items()]


def page_of(paragraph: Paragraph) -> int:
    """Return the page of the text that a paragraph stands on."""
    before = Paragraph.objects.filter(
        paper=paragraph.paper_id, is_removed=False, position__lt=paragraph.position
    )
    return before.count() // PAGE + 1


def asked_language(request: HttpRequest, paper: Paper, languages: Sequence[str]) -> str:
    """Return the language that the address asks for, else the original; none that the paper has not."""
    asked = request.GET.get("language", "")
    return asked if asked in languages else paper.original_language


@at_paper
@require_safe
def paper(request: HttpRequest, _person: Person, on: OnPaper) -> HttpResponse:
    """Show the text of a paper with its numbers."""
    paragraphs = paragraphs_of(on.paper)
    languages = languages_of(on.paper, paragraphs)
    language = asked_language(request, on.paper, languages)
    _shown, page, last = paging(request, paragraphs, PAGE)
    context = {
        "on": on,
        "tab": "paper",
        "parts": parts_of(on.paper, paragraphs, language, page),
        "contents": contents_of(on.paper, paragraphs) if last > 1 else [],
        "page": page,
        "last": last,
        "paper_languages": languages,
        "language": language,
        "may_write": may_write(on.paper, on.roles),
        "removed": removed_of(on.paper),
    }
    return render(request, "campaigns/writing/paper.html", context)


def removed_of(paper: Paper) -> list[Piece]:
    """Return what was taken out and had words, in the paper's own language."""
    rows = paper.paragraphs.filter(is_removed=True).prefetch_related("wordings")
    return [piece for row in rows if (piece := piece_of(paper, row, paper.original_language)).text]


def found_in(paragraphs: Sequence[Paragraph], uid: UUID) -> Paragraph | None:
    """Return the paragraph with this uid."""
    return next((each for each in paragraphs if each.pk == uid), None)


def paging(request: HttpRequest, found: Sequence[T], size: int) -> tuple[Sequence[T], int, int]:
    """Return the part of a list that the address asks for, its page and the last page."""
    last = last_page(len(found), size)
    page = page_within(request.GET.get("page", "1"), last)
    return found[(page - 1) * size : page * size], page, last
