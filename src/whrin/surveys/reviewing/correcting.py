"""The team corrects an answer in the pages of its form; then all of it is saved, with a reason."""

import re
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from whrin.people.sealing import CannotOpenError
from whrin.surveys.actions.reviewing import AnswerChanged, NothingCorrected, correct_answer
from whrin.surveys.asking import (
    Page,
    Setting,
    Taken,
    Unfinished,
    attributes_of,
    id_of,
    page_at,
    review_of,
    shown,
    take,
    unfinished,
)
from whrin.surveys.bearers import bearer_of
from whrin.surveys.enums import Part
from whrin.surveys.instances import NotAnAnswer, answers_in, read_instance
from whrin.surveys.models import Answer, AnswerEdition
from whrin.surveys.queries import xml_of
from whrin.surveys.reviewing.correction import Correction, CorrectionLost, correction_in
from whrin.surveys.reviewing.opening import language_at, why_closed, why_cut
from whrin.surveys.reviewing.queries import answer_for, editions_of
from whrin.surveys.reviewing.review_form import LONGEST_NOTE
from whrin.surveys.rights import person_at
from whrin.surveys.sealing import NobodyToSealFor
from whrin.surveys.sessions import instance_of, session_for
from whrin.surveys.standings import standings_of
from whrin.surveys.xform import FormError, Session
from whrin.surveys.xform.keeping import is_beyond

_NUMBERS = re.compile(r"~\d+")


class TooLong(Exception):
    """A correction would keep a part of the answer alone."""


@dataclass
class _Desk:
    """One request of somebody who corrects."""

    request: HttpRequest
    answer: Answer
    edition: AnswerEdition
    instance_id: str
    correction: Correction
    session: Session


@sensitive_post_parameters()
@never_cache
def correct(request: HttpRequest, form_id: str, pk: int) -> HttpResponse:
    """Show all answers with a way to change each, or one page of questions; save at the end."""
    answer = answer_for(request.user, form_id, pk, Part.EDITOR)
    edition = editions_of(answer)[0]
    try:
        desk = _opened(request, answer, edition)
    except (CannotOpenError, NobodyToSealFor, FormError):
        return _closed(request, answer, why_closed(answer.form), HTTPStatus.FORBIDDEN)
    except TooLong:
        return _closed(request, answer, why_cut(), HTTPStatus.CONFLICT)
    except CorrectionLost:
        messages.error(request, _("The page was too old to go on with. The correction begins again."))
        return redirect("forms:answer_correct", form_id, pk)
    act, _colon, about = request.POST.get("act", "").partition(":")
    page = page_at(desk.session, desk.correction.key) if desk.correction.key else None
    if page is not None:
        return _took(desk, page)
    if "reason" in request.POST:
        desk.correction.reason = request.POST["reason"].replace("\r\n", "\n").strip()[:LONGEST_NOTE]
    if act == "save":
        return _saved(desk)
    if act == "language" and about in desk.session.form.languages:
        desk.session.language = about
    return _show(desk, page_at(desk.session, about) if act == "go" else None)


def _closed(request: HttpRequest, answer: Answer, why: str, status: HTTPStatus) -> HttpResponse:
    context = {"survey": answer.form, "tab": "answers", "why": why}
    return TemplateResponse(request, "surveys/reviewing/closed.html", context, status=status)


def _opened(request: HttpRequest, answer: Answer, edition: AnswerEdition) -> _Desk:
    """Begin a correction, or take up the one that the page brought. Raises `CorrectionLost`, `TooLong` and
    what opening raises.
    """
    was = read_instance(xml_of(edition, bearer=bearer_of(request)).encode())
    if is_beyond(answers_in(was.root)):
        raise TooLong
    if request.method == "POST":
        correction = correction_in(request.POST.get("state", ""), answer)
    else:
        standing = standings_of([answer.pk])[answer.pk]
        correction = Correction(answers_in(was.root), standing, language_at(request, edition))
    session = session_for(edition.version, answers=correction.answers, language=correction.language)
    return _Desk(request, answer, edition, was.instance_id, correction, session)


def _took(desk: _Desk, page: Page) -> HttpResponse:
    """Take the page that was sent, and show it again, the next one, or all answers."""
    before = desk.session.answers()
    taken = take(desk.session, page, desk.request.POST, desk.request.FILES)
    for upload in taken.files:
        # Nothing is kept between two pages, so a new file has nowhere to wait.
        desk.session.answer(desk.session.at(upload.place), before.get(upload.place, ""))
    if taken.files:
        messages.warning(desk.request, _("Files cannot be replaced here. The one that came stays."))
    if taken.is_again or taken.faults:
        return _show(desk, page, taken)
    if taken.act in {"all", "back"}:
        return _show(desk, None)
    return _show(desk, page_at(desk.session, taken.go) if taken.go else None)


def _saved(desk: _Desk) -> HttpResponse:
    if _missing(desk):
        return _show(desk, None, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not desk.correction.reason:
        wrong = _("Say why you correct this answer: others on the team will want to know.")
        return _show(desk, None, wrong=wrong, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        correct_answer(
            answer=desk.answer,
            standing=desk.correction.standing,
            instance=instance_of(desk.session, deprecated_id=desk.instance_id),
            reason=desk.correction.reason,
            by=person_at(desk.request),
            bearer=bearer_of(desk.request),
        )
    except AnswerChanged:
        # She has been told; when she saves once more, she knows.
        desk.correction.standing = standings_of([desk.answer.pk]).get(desk.answer.pk, "")
        return _show(desk, None, is_overtaken=True, status=HTTPStatus.CONFLICT)
    except (NothingCorrected, NobodyToSealFor, NotAnAnswer) as refusal:
        return _show(desk, None, wrong=str(refusal), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(desk.request, _("Saved."))
    return redirect("forms:answer", desk.answer.form.form_id, desk.answer.pk)


def _missing(desk: _Desk) -> list[Unfinished]:
    """Return what is wrong, but for what this form does not keep: nobody can fill that in again."""
    version = desk.edition.version
    emptied = {id_of(path) for path, trace in version.traces.items() if trace not in desk.answer.form.keeps()}
    return [one for one in unfinished(desk.session) if _NUMBERS.sub("", one.id) not in emptied]


def _show(
    desk: _Desk,
    page: Page | None,
    taken: Taken | None = None,
    *,
    wrong: str = "",
    is_overtaken: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    session, correction = desk.session, desk.correction
    correction.answers, correction.language = session.answers(), session.language
    correction.key = page.key if page else ""
    setting = Setting(media_address=lambda name: _media(desk, name), keeps_place=desk.answer.form.keeps_place)
    context = {
        "survey": desk.answer.form,
        "tab": "answers",
        "answer": desk.answer,
        "state": correction.sealed(desk.answer),
        "shown": shown(session, page, taken=taken, setting=setting) if page else None,
        "around": attributes_of(session.language),
        "languages": session.form.languages if len(session.form.languages) > 1 else (),
        "language": session.language,
        "wrong": wrong,
        "is_overtaken": is_overtaken,
        "reason": correction.reason,
        "longest": LONGEST_NOTE,
    }
    if page is None:
        context |= {"lines": review_of(session), "missing": _missing(desk)}
    return TemplateResponse(desk.request, "surveys/reviewing/correct.html", context, status=status)


def _media(desk: _Desk, name: str) -> str:
    version = desk.edition.version
    try:
        return reverse("filling:media", args=[desk.answer.form.form_id, version.hash, name])
    except NoReverseMatch:
        return ""
