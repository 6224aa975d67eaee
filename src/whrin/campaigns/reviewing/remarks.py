"""Comments and suggestions: of the whole paper, of one paragraph; and one with what can be done about it."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whrin.campaigns.actions.remarks import CannotRemark, make_remark, reopen, settle
from whrin.campaigns.actions.suggestions import ChangedMeanwhile, decline, take_over
from whrin.campaigns.enums import RemarkState
from whrin.campaigns.models import Paragraph, Remark
from whrin.campaigns.queries import OnPaper, wordings_of
from whrin.campaigns.reviewing.doors import at_work, sent_in
from whrin.campaigns.reviewing.forms import SayForm, SuggestForm
from whrin.campaigns.reviewing.shown import remarks_on, shown
from whrin.campaigns.rules import may_remark, may_write
from whrin.kit.languages import direction_of
from whrin.kit.numbers import number_in
from whrin.kit.paging import last_page, page_within
from whrin.people.models import Person

PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@at_work
def remarks(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """List what was said of the paper; a POST says something of the whole of it."""
    form = SayForm(sent_in(request), label_suffix="")
    if request.method == "POST" and _say(on, person, form, on.paper.original_language):
        messages.success(request, _("Saved."))
        return redirect("campaigns:remarks", on.paper.pk)
    return _list(request, on, {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@at_work
def about(request: HttpRequest, person: Person, on: OnPaper, paragraph: UUID) -> HttpResponse:
    """Show a paragraph with what was said of it; a POST says something of it, or suggests other words."""
    found = get_object_or_404(
        Paragraph.objects.prefetch_related("wordings"), pk=paragraph, paper=on.paper, is_removed=False
    )
    wordings = wordings_of(found)
    asked = request.POST.get("language") or request.GET.get("language", "")
    language = asked if asked in wordings else on.paper.original_language
    current = wordings[language].text if language in wordings else ""
    form = SuggestForm(sent_in(request), initial={"proposed": current}, label_suffix="")
    form.fields["proposed"].widget.attrs |= {"lang": language, "dir": direction_of(language)}
    if request.method == "POST" and _say(on, person, form, language, found, current):
        messages.success(request, _("Saved."))
        return redirect("campaigns:paragraph_remarks", on.paper.pk, found.pk)
    words = {"paragraph": found, "words": current, "said_in": language, "tongues": sorted(wordings)}
    return _list(request, on, {"form": form, **words, "direction": direction_of(language)})


@require_http_methods(["GET", "HEAD", "POST"])
@at_work
def one(request: HttpRequest, person: Person, on: OnPaper, number: int) -> HttpResponse:
    """Show one remark with its answers; a POST answers it, takes it over, declines, settles or reopens it."""
    remark = get_object_or_404(remarks_on(on.paper), number=number)
    form = SayForm(sent_in(request), label_suffix="")
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            _do(request, person, on, remark)
        except CannotRemark as refusal:
            form.is_valid()
            form.add_error(None, str(refusal))
            is_changed = isinstance(refusal, ChangedMeanwhile)
            status = HTTPStatus.CONFLICT if is_changed else HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            messages.success(request, _("Saved."))
            return redirect("campaigns:remark", on.paper.pk, number)
    rows = shown(on.paper, [remark])
    if not rows:
        raise Http404
    context = {
        "on": on,
        "tab": "remarks",
        "row": rows[0],
        "form": form if may_remark(on.paper, on.roles) else None,
        "may_write": may_write(on.paper, on.roles),
        "may_settle": may_write(on.paper, on.roles) or remark.person_id == person.pk,
    }
    return render(request, "campaigns/reviewing/remark.html", context, status=status)


def _do(request: HttpRequest, person: Person, on: OnPaper, remark: Remark) -> None:
    """Do what the button says. Raises `CannotRemark`."""
    act, said = request.POST.get("act", "answer"), request.POST.get("text", "")
    if act == "take":
        take_over(remark=remark, by=person, edition=number_in(request.POST.get("edition", "")))
    elif act == "decline":
        decline(remark=remark, by=person, reason=said)
    elif act == "settle":
        settle(remark=remark, by=person)
    elif act == "reopen":
        reopen(remark=remark, by=person)
    else:
        make_remark(
            paper=on.paper,
            by=person,
            text=said,
            language=remark.language,
            paragraph=remark.paragraph,
            answers=remark,
        )


def _say(
    on: OnPaper,
    person: Person,
    form: SayForm,
    language: str,
    paragraph: Paragraph | None = None,
    current: str = "",
) -> bool:
    """Make a remark of what the form says; False: it could not be, and the form says why."""
    if not form.is_valid():
        return False
    proposed = form.cleaned_data.get("proposed", "")
    is_same = " ".join(proposed.split()) == " ".join(current.split())
    try:
        make_remark(
            paper=on.paper,
            by=person,
            text=form.cleaned_data["text"],
            language=language,
            paragraph=paragraph,
            proposed="" if is_same else proposed,
        )
    except CannotRemark as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _list(request: HttpRequest, on: OnPaper, more: dict[str, Any]) -> HttpResponse:
    """Show remarks by page: the open ones, or all; of one paragraph, or of the whole paper."""
    found = remarks_on(on.paper)
    if "paragraph" in more:
        found = found.filter(paragraph=more["paragraph"])
    shows = "all" if request.GET.get("show") == "all" else "open"
    if shows == "open":
        found = found.filter(state=RemarkState.OPEN)
    spoken = sorted(set(on.paper.remarks.order_by().values_list("language", flat=True)))
    language = request.GET.get("in", "")
    if language in spoken:
        found = found.filter(language=language)
    last = last_page(found.count(), PAGE)
    page = page_within(request.GET.get("page", "1"), last)
    context = {
        "on": on,
        "tab": "remarks",
        "rows": shown(on.paper, found[(page - 1) * PAGE : page * PAGE]),
        "shows": shows,
        "spoken": spoken,
        "spoken_in": language,
        "page": page,
        "last": last,
        "paragraph": None,
        **more,
    }
    if not may_remark(on.paper, on.roles):
        context["form"] = None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if more["form"].errors else HTTPStatus.OK
    return render(request, "campaigns/reviewing/remarks.html", context, status=status)
