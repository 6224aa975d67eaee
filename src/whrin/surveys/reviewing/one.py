"""One answer: everything that was said, what it was before, what the team decided; its files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from whrin.people.sealing import CannotOpenError
from whrin.surveys.actions.reviewing import AnswerChanged, NothingSaid, review_answer
from whrin.surveys.bearers import bearer_of
from whrin.surveys.enums import Part
from whrin.surveys.models import Answer, Review
from whrin.surveys.queries import about_file, blocks_of, note_of
from whrin.surveys.reviewing.opening import languages_of, told_of, why_closed, why_cut, with_files
from whrin.surveys.reviewing.queries import answer_for, beside, editions_of, file_for
from whrin.surveys.reviewing.review_form import ReviewForm
from whrin.surveys.rights import may, person_at
from whrin.surveys.sealing import NobodyToSealFor
from whrin.surveys.standings import standings_of

#: Kinds of files that are said to be what their sender said; everything else is bytes.
_KINDS = re.compile(r"image/(?:png|jpeg)|(?:audio|video)/[\w.+-]+|application/pdf", re.ASCII)


@dataclass(frozen=True)
class Noted:
    """What somebody on the team decided or noted. `note`: None where it stays closed."""

    review: Review
    note: str | None


@never_cache
def answer(request: HttpRequest, form_id: str, pk: int) -> HttpResponse:
    """Show one answer; a POST decides about it, or notes something."""
    person = person_at(request)
    one = answer_for(person, form_id, pk, Part.REVIEWER if request.method == "POST" else Part.READER)
    asked = ReviewForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if asked.is_bound:
        status = _reviewed(request, one, asked)
        if status == HTTPStatus.CREATED:
            messages.success(request, _("Saved."))
            return redirect("forms:answer", form_id, pk)
    return TemplateResponse(
        request, "surveys/reviewing/answer.html", _context(request, one, asked), status=status
    )


@require_safe
@never_cache
def file(request: HttpRequest, form_id: str, pk: int, file: int) -> HttpResponseBase:
    """Give a file of an answer, to be kept and not to be shown here: somebody else made it."""
    row = file_for(request.user, form_id, pk, file)
    try:
        about = about_file(row, bearer=bearer_of(request))
    except (CannotOpenError, NobodyToSealFor):
        return TemplateResponse(
            request,
            "surveys/reviewing/closed.html",
            {"survey": row.edition.answer.form, "tab": "answers", "why": why_closed(row.edition.answer.form)},
            status=HTTPStatus.FORBIDDEN,
        )
    media_type = about.get("type", "")
    response = StreamingHttpResponse(blocks_of(row, bearer=bearer_of(request)))
    response["Content-Type"] = media_type if _KINDS.fullmatch(media_type) else "application/octet-stream"
    response["Content-Disposition"] = content_disposition_header(True, about["name"])  # noqa: FBT003 -- Django's order
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _reviewed(request: HttpRequest, one: Answer, asked: ReviewForm) -> HTTPStatus:
    """Decide as was asked; what is wrong stands in the form afterwards."""
    if not asked.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    told, seen = asked.cleaned_data, request.POST.get("standing", "")
    try:
        review_answer(
            answer=one, standing=seen, by=person_at(request), state=told["state"], note=told["note"]
        )
    except AnswerChanged as refusal:
        asked.add_error(None, str(refusal))
        return HTTPStatus.CONFLICT
    except (NothingSaid, NobodyToSealFor) as refusal:
        asked.add_error(None, str(refusal))
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.CREATED


def _context(request: HttpRequest, one: Answer, asked: ReviewForm) -> dict[str, object]:
    person, form = person_at(request), one.form
    editions = editions_of(one)
    # An earlier edition may be asked for; what is decided is decided about the whole answer.
    shown = next((each for each in editions if str(each.pk) == request.GET.get("edition")), editions[0])
    told = told_of(request, shown)
    newer, older = beside(one)
    return {
        "survey": form,
        "tab": "answers",
        "answer": one,
        "edition": shown,
        "is_earlier": shown is not editions[0],
        "editions": editions,
        "told": with_files(request, told) if told else None,
        "why_closed": "" if told else why_closed(form),
        "why_cut": why_cut() if told and told.is_cut else "",
        "languages": languages_of(shown),
        "notes": list(_noted(request, one)),
        "standing": standings_of([one.pk])[one.pk],
        "asked": asked if may(person, form, Part.REVIEWER) else None,
        "may_correct": may(person, form, Part.EDITOR),
        "newer": newer,
        "older": older,
    }


def _noted(request: HttpRequest, one: Answer) -> Iterator[Noted]:
    for review in one.reviews.select_related("by"):
        review.answer = one
        try:
            yield Noted(review, note_of(review, bearer=bearer_of(request)))
        except (CannotOpenError, NobodyToSealFor):
            yield Noted(review, None)
