"""One paragraph in one language: written, and nothing lost where somebody else wrote meanwhile."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from whrin.campaigns.actions.wording import (
    LONGEST,
    EditedMeanwhile,
    PaperLocked,
    TooLong,
    add_paragraph,
    bring_back,
    move_paragraph,
    remove_paragraph,
    set_kind,
    write_wording,
)
from whrin.campaigns.enums import Block
from whrin.campaigns.languages import is_language
from whrin.campaigns.models import Paper, Paragraph, Revision
from whrin.campaigns.numbering import HEADS, numbers_of
from whrin.campaigns.queries import OnPaper, paragraphs_of
from whrin.campaigns.writing.doors import for_writers
from whrin.campaigns.writing.reading import Piece, found_in, page_of, piece_of
from whrin.kit.languages import direction_of
from whrin.kit.numbers import number_in
from whrin.people.models import Person

_KINDS = [(value, label) for value, label in Block.choices if value != Block.TITLE]


class WordingForm(forms.Form):
    """The words of a paragraph. `seen`, `basis`: which editions of it and of the original she reads."""

    text = forms.CharField(
        label=_("Words"),
        label_suffix="",
        max_length=LONGEST,
        strip=False,
        required=False,
        widget=forms.Textarea({"rows": 8, "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=pgettext_lazy("of a paragraph", "What it is"), choices=_KINDS)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    basis = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, piece: Piece, language: str, data: Any = None, *, is_translation: bool) -> None:
        own = piece.own.text if piece.own else ""
        editions = {"seen": _edition(piece.own), "basis": _edition(piece.original)}
        initial = {"text": own, "kind": piece.paragraph.kind, **editions}
        super().__init__(data, initial=initial, label_suffix="")
        is_title = piece.paragraph.kind == Block.TITLE
        self.fields["text"].widget.attrs |= {"lang": language, "dir": direction_of(language)}
        self.fields["text"].required = is_title
        if is_title or is_translation:
            del self.fields["kind"]
        if is_title:
            self.fields["text"].widget.attrs["rows"] = 2


def _edition(wording: Any) -> int:
    return wording.edition if wording else 0


def edit_address(on: OnPaper, paragraph: Paragraph, language: str) -> str:
    """Return the address at which a paragraph is written."""
    return reverse("campaigns:wording", args=[on.paper.pk, paragraph.pk, language])


def back_to(on: OnPaper, paragraph: Paragraph, language: str) -> str:
    """Return the address of a paragraph in the text."""
    address, page = reverse("campaigns:paper", args=[on.paper.pk]), page_of(paragraph)
    asked = {} if language == on.paper.original_language else {"language": language}
    query = urlencode(asked | ({"page": page} if page > 1 else {}))
    return f"{address}{'?' if query else ''}{query}#p-{paragraph.pk}"


@for_writers
@require_http_methods(["GET", "HEAD", "POST"])
def wording(
    request: HttpRequest, person: Person, on: OnPaper, paragraph: UUID, language: str
) -> HttpResponse:
    """Show a paragraph to be written; a POST saves it."""
    piece = one_piece(on, paragraph, language)
    is_translation = language != on.paper.original_language
    data = request.POST if request.method == "POST" else None
    form = WordingForm(piece, language, data, is_translation=is_translation)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return _show(request, on, piece, form, language, status)
    try:
        written = form.cleaned_data
        write_wording(
            paragraph=piece.paragraph,
            language=language,
            text=written["text"],
            seen=written["seen"],
            basis=written["basis"],
            by=person,
        )
        if "kind" in written:
            set_kind(paragraph=piece.paragraph, kind=Block(written["kind"]), by=person)
    except (EditedMeanwhile, PaperLocked, TooLong) as refusal:
        piece = one_piece(on, paragraph, language)
        form = _again(piece, language, request, is_translation=is_translation)
        form.add_error("text", str(refusal))
        is_late = not isinstance(refusal, TooLong)
        status = HTTPStatus.CONFLICT if is_late else HTTPStatus.UNPROCESSABLE_ENTITY
        is_changed = isinstance(refusal, EditedMeanwhile)
        return _show(request, on, piece, form, language, status, is_changed=is_changed)
    return redirect(back_to(on, piece.paragraph, language))


def _again(piece: Piece, language: str, request: HttpRequest, *, is_translation: bool) -> WordingForm:
    """Return the form that came too late, with what she typed, ready to be sent again."""
    data = request.POST.copy()
    data["seen"] = str(_edition(piece.own))
    form = WordingForm(piece, language, data, is_translation=is_translation)
    form.is_valid()
    return form


def one_piece(on: OnPaper, uid: UUID, language: str) -> Piece:
    """Return a paragraph of a paper in a language. Raises `Http404`."""
    paragraphs = paragraphs_of(on.paper)
    paragraph = found_in(paragraphs, uid)
    if paragraph is None or not is_language(language):
        raise Http404
    return piece_of(on.paper, paragraph, language, numbers_of(paragraphs).get(uid, 0))


def _show(
    request: HttpRequest,
    on: OnPaper,
    piece: Piece,
    form: WordingForm,
    language: str,
    status: int,
    *,
    is_changed: bool = False,
) -> HttpResponse:
    original = on.paper.original_language
    context = {
        "on": on,
        "tab": "paper",
        "piece": piece,
        "form": form,
        "language": language,
        "original_language": original,
        "is_translation": language != original,
        "is_changed": is_changed,
        "back": back_to(on, piece.paragraph, language),
    }
    return render(request, "campaigns/writing/wording.html", context, status=status)


_DEEDS: dict[str, Callable[[Paragraph, Person], object]] = {
    "up": lambda paragraph, by: move_paragraph(paragraph=paragraph, is_up=True, by=by),
    "down": lambda paragraph, by: move_paragraph(paragraph=paragraph, is_up=False, by=by),
    "remove": lambda paragraph, by: remove_paragraph(paragraph=paragraph, by=by),
    "back": lambda paragraph, by: bring_back(paragraph=paragraph, by=by),
}


@for_writers
@require_POST
def act(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """Move a paragraph, take it out, or bring it back: the button says which, its value of what."""
    do = next((name for name in _DEEDS if name in request.POST), "")
    paragraph = paragraph_of(on, request.POST.get(do, ""))
    try:
        _DEEDS[do](paragraph, person)
    except PaperLocked as refusal:
        messages.error(request, str(refusal))
    return redirect(back_to(on, paragraph, on.paper.original_language))


@for_writers
@require_POST
def add(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """Add a paragraph after another, and lead to where it is written."""
    after = paragraph_of(on, request.POST.get("after", ""))
    if not after.slot:
        raise Http404
    kind = Block(after.kind) if after.kind not in HEADS else Block.TEXT
    try:
        made = add_paragraph(paper=on.paper, slot=after.slot, kind=kind, after=after, by=person)
    except PaperLocked as refusal:
        messages.error(request, str(refusal))
        return redirect("campaigns:paper", on.paper.pk)
    return redirect(edit_address(on, made, on.paper.original_language))


@for_writers
@require_POST
def restore(
    request: HttpRequest, person: Person, on: OnPaper, paragraph: UUID, language: str
) -> HttpResponse:
    """Let a paragraph say again what it said in an earlier edition."""
    piece = one_piece(on, paragraph, language)
    number, seen = (number_in(request.POST.get(name, ""), -1) for name in ("edition", "seen"))
    was = Revision.objects.filter(wording=piece.own, edition=number).first() if piece.own else None
    if piece.own is None or was is None:
        raise Http404
    try:
        write_wording(
            paragraph=piece.paragraph,
            language=language,
            text=was.text,
            seen=seen,
            basis=piece.own.basis,
            by=person,
        )
    except (EditedMeanwhile, PaperLocked) as refusal:
        messages.error(request, str(refusal))
        return redirect("campaigns:wording_history", on.paper.pk, paragraph, language)
    return redirect(back_to(on, piece.paragraph, language))


def slots_of(paper: Paper) -> set[str]:
    """Return the sections that a paper has, of its kind or from before the kind changed."""
    used = paper.paragraphs.exclude(slot="").values_list("slot", flat=True)
    return {*used, *(section["slug"] for section in paper.kind.sections)}


def paragraph_of(on: OnPaper, written: str) -> Paragraph:
    """Return a paragraph of a paper by its uid, one that was taken out too. Raises `Http404`."""
    try:
        return on.paper.paragraphs.get(pk=UUID(written))
    except (ValueError, Paragraph.DoesNotExist):
        raise Http404 from None
