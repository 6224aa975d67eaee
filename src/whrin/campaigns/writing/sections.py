"""A whole section as one text: a woman on a phone writes one text, not twenty forms."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from whrin.campaigns.actions.sections import NotAsMany, in_section, said_in, stamp_of, write_section
from whrin.campaigns.actions.wording import EditedMeanwhile, PaperLocked, TooLong
from whrin.campaigns.drafting import as_text
from whrin.campaigns.languages import is_language
from whrin.campaigns.models import Paragraph
from whrin.campaigns.queries import OnPaper, paragraphs_of
from whrin.campaigns.writing.doors import for_writers
from whrin.campaigns.writing.reading import piece_of, sections_of
from whrin.campaigns.writing.wording import back_to, slots_of
from whrin.kit.languages import direction_of
from whrin.people.models import Person

#: Signs of a section at most: what still waits for her when her session ends while she writes.
LONGEST = 50_000
_FEWEST_LINES, _MOST_LINES = 12, 40


class SectionForm(forms.Form):
    """The words of a section. `seen`: the stamp of what she reads."""

    text = forms.CharField(
        label=_("Words"),
        label_suffix="",
        max_length=LONGEST,
        strip=False,
        required=False,
        widget=forms.Textarea({"autocomplete": "off"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12_000)

    def __init__(self, on: OnPaper, rows: Sequence[Paragraph], language: str, data: Any = None) -> None:
        text = as_text(said_in(rows, language))
        stamp = stamp_of(rows, language, on.paper.original_language)
        super().__init__(data, initial={"text": text, "seen": stamp}, label_suffix="")
        lines = text.count("\n") + len(text) // 70 + 4
        self.fields["text"].widget.attrs |= {
            "lang": language,
            "dir": direction_of(language),
            "rows": min(max(lines, _FEWEST_LINES), _MOST_LINES),
        }


@for_writers
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, person: Person, on: OnPaper, slot: str, language: str) -> HttpResponse:
    """Show a section as one text; a POST saves it."""
    if slot not in slots_of(on.paper) or not is_language(language):
        raise Http404
    rows = in_section(on.paper, slot)
    form = SectionForm(on, rows, language, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return _show(request, on, slot, language, form, rows, status)
    try:
        written = form.cleaned_data
        write_section(
            paper=on.paper,
            slot=slot,
            language=language,
            text=written["text"],
            seen=written["seen"],
            by=person,
        )
    except (EditedMeanwhile, PaperLocked, NotAsMany, TooLong) as refusal:
        return _refused(request, on, slot, language, refusal)
    return redirect(_back_to(on, slot, language))


def _back_to(on: OnPaper, slot: str, language: str) -> str:
    if language == on.paper.original_language:
        first = next((row for row in paragraphs_of(on.paper) if row.slot == slot), None)
        if first is not None:
            return back_to(on, first, language)
        return reverse("campaigns:paper", args=[on.paper.pk])
    return reverse("campaigns:paper_language", args=[on.paper.pk, language])


def _refused(request: HttpRequest, on: OnPaper, slot: str, language: str, refusal: Exception) -> HttpResponse:
    """Give her words back, ready to be sent again over what stands there now."""
    rows = in_section(on.paper, slot)
    data = request.POST.copy()
    is_late = isinstance(refusal, EditedMeanwhile)
    if is_late:
        data["seen"] = stamp_of(rows, language, on.paper.original_language)
    form = SectionForm(on, rows, language, data)
    form.is_valid()
    form.add_error("text", str(refusal))
    is_conflict = is_late or isinstance(refusal, PaperLocked)
    status = HTTPStatus.CONFLICT if is_conflict else HTTPStatus.UNPROCESSABLE_ENTITY
    now = as_text(said_in(rows, language)) if is_late else ""
    return _show(request, on, slot, language, form, rows, status, now=now)


def _show(
    request: HttpRequest,
    on: OnPaper,
    slot: str,
    language: str,
    form: SectionForm,
    rows: Sequence[Paragraph],
    status: int,
    *,
    now: str = "",
) -> HttpResponse:
    original = on.paper.original_language
    heading, hint = sections_of(on.paper).get(slot, (slot, ""))
    context = {
        "on": on,
        "tab": "paper",
        "form": form,
        "language": language,
        "direction_of_words": direction_of(language),
        "now": now,
        "original_language": original,
        "is_translation": language != original,
        "pieces": [piece_of(on.paper, row, original) for row in rows] if language != original else [],
        "hint": hint,
        "heading": heading,
        "back": _back_to(on, slot, language),
    }
    return render(request, "campaigns/writing/section.html", context, status=status)
