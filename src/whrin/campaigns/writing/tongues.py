"""Languages side by side: what is translated, what is out of date, and what of the original changed since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from whrin.campaigns.actions.wording import EditedMeanwhile, PaperLocked, confirm_translation
from whrin.campaigns.differing import Run, runs_between
from whrin.campaigns.doors import at_paper
from whrin.campaigns.languages import is_language, language_choices
from whrin.campaigns.models import Revision
from whrin.campaigns.numbering import numbers_of
from whrin.campaigns.queries import OnPaper, languages_of, paragraphs_of
from whrin.campaigns.rules import may_write
from whrin.campaigns.writing.doors import for_writers
from whrin.campaigns.writing.reading import Piece, paging, piece_of
from whrin.campaigns.writing.wording import paragraph_of
from whrin.kit.numbers import number_in
from whrin.people.models import Person

PAGE = 40


@dataclass(frozen=True)
class Progress:
    """How far a language is: of `total` paragraphs, so many are translated, and of those so many behind."""

    language: str
    total: int
    done: int
    behind: int


@dataclass(frozen=True)
class Row:
    """A paragraph in two languages. `since`: how the original changed since it was translated."""

    piece: Piece
    since: Sequence[Run]


def pieces_in(on: OnPaper, language: str) -> list[Piece]:
    """Return the paragraphs that have words in the original, in a language."""
    paragraphs = paragraphs_of(on.paper)
    numbers = numbers_of(paragraphs)
    pieces = [piece_of(on.paper, each, language, numbers.get(each.pk, 0)) for each in paragraphs]
    return [piece for piece in pieces if piece.original is not None and piece.original.text]


def progress_of(language: str, pieces: Sequence[Piece]) -> Progress:
    """Return how far a language is."""
    missing = sum(piece.is_missing for piece in pieces)
    behind = sum(piece.is_behind for piece in pieces)
    return Progress(language, len(pieces), len(pieces) - missing, behind)


@at_paper
@require_safe
def overview(request: HttpRequest, _person: Person, on: OnPaper) -> HttpResponse:
    """Show how far each language is; `?language=` leads to one, also to one that is new."""
    asked = request.GET.get("language", "")
    if is_language(asked) and asked != on.paper.original_language:
        return redirect("campaigns:paper_language", on.paper.pk, asked)
    paragraphs = paragraphs_of(on.paper)
    told = []
    for language in languages_of(on.paper, paragraphs)[1:]:
        pieces = [piece_of(on.paper, each, language) for each in paragraphs]
        told.append(progress_of(language, [one for one in pieces if one.original and one.original.text]))
    known = {on.paper.original_language, *(one.language for one in told)}
    context = {
        "on": on,
        "tab": "languages",
        "told": told,
        "original_language": on.paper.original_language,
        "choices": [choice for choice in language_choices() if choice[0] not in known],
        "may_write": may_write(on.paper, on.roles),
    }
    return render(request, "campaigns/writing/languages.html", context)


@at_paper
@require_safe
def side_by_side(request: HttpRequest, _person: Person, on: OnPaper, language: str) -> HttpResponse:
    """Show the original and a translation beside each other; `?show=open`: what is left to do."""
    if not is_language(language) or language == on.paper.original_language:
        raise Http404
    pieces = pieces_in(on, language)
    is_open = request.GET.get("show") == "open"
    shown = [piece for piece in pieces if piece.is_missing or piece.is_behind] if is_open else pieces
    part, page, last = paging(request, shown, PAGE)
    context = {
        "on": on,
        "tab": "languages",
        "language": language,
        "original_language": on.paper.original_language,
        "progress": progress_of(language, pieces),
        "rows": rows_of(part),
        "slots": _sections_of(pieces),
        "is_open": is_open,
        "page": page,
        "last": last,
        "may_write": may_write(on.paper, on.roles),
    }
    return render(request, "campaigns/writing/side_by_side.html", context)


def _sections_of(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    """Return the sections among paragraphs: slug, and what each begins with."""
    found: dict[str, str] = {}
    for piece in pieces:
        if piece.paragraph.slot:
            said = piece.original.text if piece.original else ""
            found.setdefault(piece.paragraph.slot, said)
    return list(found.items())


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """Return paragraphs with what changed since they were translated; one question for all of them."""
    behind = [piece for piece in pieces if piece.is_behind]
    wanted = Q(pk=None)
    for piece in behind:
        if piece.own and piece.original:
            wanted |= Q(wording=piece.original.pk, edition=piece.own.basis)
    was: Mapping[int, str] = (
        dict(Revision.objects.filter(wanted).values_list("wording", "text")) if behind else {}
    )
    return [Row(piece, _since(piece, was)) for piece in pieces]


def _since(piece: Piece, was: Mapping[int, str]) -> Sequence[Run]:
    if not piece.is_behind or piece.original is None or piece.original.pk not in was:
        return []
    return runs_between(was[piece.original.pk], piece.original.text)


@for_writers
@require_POST
def confirm(
    request: HttpRequest, person: Person, on: OnPaper, paragraph: UUID, language: str
) -> HttpResponse:
    """Take in that a translation still says what the original says now."""
    try:
        confirm_translation(
            paragraph=paragraph_of(on, str(paragraph)),
            language=language,
            seen=number_in(request.POST.get("seen", ""), -1),
            basis=number_in(request.POST.get("basis", ""), -1),
            by=person,
        )
    except (EditedMeanwhile, PaperLocked) as refusal:
        words = _("Somebody changed it meanwhile. Look at it again.")
        messages.error(request, str(refusal) if isinstance(refusal, PaperLocked) else words)
    address = reverse("campaigns:paper_language", args=[on.paper.pk, language])
    return redirect(f"{address}#p-{paragraph}")
