"""The last pages: later, away, all answers once more, sent."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.people.unsent import ask_to_sign_in
from whrin.surveys.actions import FormIsClosed, HasAnswered
from whrin.surveys.actions.drafts import throw_away
from whrin.surveys.actions.invitations import SeatTaken
from whrin.surveys.actions.sending import (
    DraftIsGone,
    NotAMember,
    NotComplete,
    NothingToCorrect,
    send_draft,
    sent_before,
)
from whrin.surveys.asking import attributes_of, review_of, unfinished
from whrin.surveys.drafting import Opened
from whrin.surveys.filling.doors import at_draft, person_of, thanks
from whrin.surveys.filling.moving import has_moved
from whrin.surveys.filling.showing import address_of, base_context, session_of
from whrin.surveys.instances import NotAnAnswer
from whrin.surveys.sealing import NobodyToSealFor

_STATUS = {
    HasAnswered: HTTPStatus.CONFLICT,
    SeatTaken: HTTPStatus.FORBIDDEN,
    FormIsClosed: HTTPStatus.CONFLICT,
    NothingToCorrect: HTTPStatus.CONFLICT,
    NobodyToSealFor: HTTPStatus.SERVICE_UNAVAILABLE,
    NotAnAnswer: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    NotAMember: HTTPStatus.FORBIDDEN,
}


@at_draft("GET", "HEAD")
def later(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the six words with which she goes on later."""
    context = {"words": opened.state.phrase.split(), **base_context(opened)}
    return render(request, "surveys/filling/later.html", context)


@at_draft("POST")
def away(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Throw everything away at once."""
    throw_away(opened=opened)
    return render(request, "surveys/filling/away.html", {"is_correction": bool(opened.state.receipt)})


@at_draft("GET", "HEAD", "POST")
def review(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show all answers once more; a POST sends them."""
    if request.method != "POST":
        return (
            HttpResponseRedirect(address_of(opened, "news")) if has_moved(opened) else _show(request, opened)
        )
    if request.POST.get("revision") != str(opened.draft.revision):
        words = _("Something was changed meanwhile. Look it over, and send it then.")
        return _show(request, opened, words, HTTPStatus.CONFLICT)
    try:
        return thanks(request, send_draft(opened=opened, by=person_of(request)))
    except DraftIsGone:
        # "Send" was pressed twice in one moment: a browser shows the last answer, so it tells the receipt.
        sent = sent_before(opened.draft.version.form, opened.secret)
        return thanks(request, sent) if sent else redirect(address_of(opened))
    except NotComplete:
        return _show(request, opened, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except tuple(_STATUS) as refusal:
        if isinstance(refusal, NotAMember) and person_of(request) is None:
            return ask_to_sign_in(request)
        return _show(request, opened, str(refusal), _STATUS[type(refusal)])


def _show(
    request: HttpRequest, opened: Opened, refusal: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    session = session_of(opened)
    context = {
        "lines": review_of(session),
        "missing": unfinished(session),
        "refusal": refusal,
        "revision": opened.draft.revision,
        "around": attributes_of(session.language),
        "ours": attributes_of(f"({get_language()})"),
        **base_context(opened),
    }
    return render(request, "surveys/filling/review.html", context, status=status)
