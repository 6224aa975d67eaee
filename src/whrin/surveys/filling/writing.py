"""One page of questions: shown, and taken."""

from http import HTTPStatus

from django.conf import settings
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.kit.database_trouble import is_passing
from whrin.surveys.actions.drafts import LARGEST_FILE, DraftMoved, TooMuch, save_draft
from whrin.surveys.actions.files import SentFile
from whrin.surveys.asking import Page, Taken, page_at, pages_of, take
from whrin.surveys.asking.saying import ours
from whrin.surveys.drafting import Opened, find_draft
from whrin.surveys.filling.doors import at_draft, stop, typed_in
from whrin.surveys.filling.moving import has_moved
from whrin.surveys.filling.showing import address_of, session_of, show_page, with_words
from whrin.surveys.filling.standing import standing_of, texts_on, written_by_others
from whrin.surveys.xform import Session
from whrin.surveys.xlsform.languages import tag_of

#: How often a page is taken anew when somebody else writes in the same moment.
_TRIES = 4


@at_draft("GET", "HEAD")
def draft(_request: HttpRequest, opened: Opened) -> HttpResponse:
    """Lead to where she was."""
    if has_moved(opened):
        return HttpResponseRedirect(address_of(opened, "news"))
    return HttpResponseRedirect(where_she_was(opened))


def where_she_was(opened: Opened) -> str:
    """Return the address of the page where she was; else of the first."""
    session = session_of(opened)
    page = page_at(session, opened.state.page) or next(iter(pages_of(session)), None)
    return address_of(opened, "page", key=page.key) if page else address_of(opened, "review")


@at_draft("GET", "HEAD", "POST")
def page(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    """Show a page of questions; a POST takes it and leads on."""
    if request.method == "POST":
        return _take(request, opened, key)
    if has_moved(opened):
        return HttpResponseRedirect(address_of(opened, "news"))
    session = session_of(opened)
    found = page_at(session, key)
    if found is None:
        return HttpResponseRedirect(where_she_was(opened))
    return show_page(request, opened, session, found)


def _take(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    found: Opened | None = opened
    for _try in range(_TRIES):
        if found is None:
            break
        try:
            return _take_once(request, found, key)
        except DraftMoved:
            found = find_draft(opened.draft.version.form, opened.secret)
    return stop(request, _("There are no answers here"), status=HTTPStatus.CONFLICT)


def _take_once(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    session = session_of(opened)
    page = page_at(session, key)
    if page is None:
        return _page_is_gone(request, opened)
    before, stood = texts_on(session, page), standing_of(opened.secret, session, page)
    is_old = request.POST.get("revision", stood) != stood
    if is_old and page.repeat is not None:
        # The list has changed since she saw it: what her button meant may be another entry now.
        return show_page(request, opened, session, page, status=HTTPStatus.CONFLICT)
    taken = take(session, page, request.POST, request.FILES)
    if is_old:
        others = written_by_others(before, session_of(opened), session, page)
        if others:
            return show_page(
                request,
                opened,
                session,
                page,
                taken=with_words(taken),
                others=others,
                stood=stood,
                status=HTTPStatus.CONFLICT,
            )
    return keep_and_lead(request, opened, session, page, taken, stood=stood)


def _page_is_gone(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Lead to where she was; what she has written on a page that is not asked any more she gets back."""
    onward = address_of(opened)
    if not typed_in(request):
        return HttpResponseRedirect(onward)
    words = _("Something was changed meanwhile. Look it over, and send it then.")
    return stop(request, _("This is not asked any more"), words, onward=onward, status=HTTPStatus.CONFLICT)


def keep_and_lead(
    request: HttpRequest, opened: Opened, session: Session, page: Page, taken: Taken, *, stood: str
) -> HttpResponse:
    """Keep what was taken, and lead on; what cannot be kept is shown again. Raises `DraftMoved`.

    `stood`: what stands on the page as long as nothing of it could be kept.
    """
    status = HTTPStatus.UNPROCESSABLE_ENTITY if taken.faults or taken.told else HTTPStatus.OK
    knew_words = opened.state.is_told
    try:
        taken = _save(opened, session, taken)
        stood = standing_of(opened.secret, session, page)
    except TooMuch as refusal:
        taken = with_words(taken, told=(ours(str(refusal)),), typed=_typed(request))
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except OperationalError as trouble:
        if not is_passing(trouble):
            raise
        taken = not_now(taken)
        status = HTTPStatus.SERVICE_UNAVAILABLE
    if taken.act == "language":
        return _in_language(request, opened, session, page, taken, stood=stood)
    if taken.is_again:
        if taken.faults and status == HTTPStatus.OK:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        return show_page(request, opened, session, page, taken=taken, stood=stood, status=status)
    if opened.state.is_told and not knew_words:
        return HttpResponseRedirect(address_of(opened, "later") + "?new")
    return HttpResponseRedirect(_leading(opened, taken))


def _save(opened: Opened, session: Session, taken: Taken) -> Taken:
    """Keep what was taken; files that are too large are refused by name. Raises `DraftMoved`, `TooMuch`."""
    too_large = [upload for upload in taken.files if (upload.file.size or 0) > LARGEST_FILE]
    for upload in too_large:
        session.answer(session.at(upload.place), "")
    state = opened.state
    state.answers, state.language = session.answers(), session.language
    state.page = taken.go or state.page
    # Before the second page she is shown the words with which she can come back.
    state.is_told = state.is_told or (taken.act == "next" and bool(taken.go) and not taken.is_again)
    files = [
        SentFile(upload.name, upload.file.content_type or "", upload.file.file)  # type: ignore[arg-type]  # it is a file
        for upload in taken.files
        if upload not in too_large
    ]
    save_draft(opened=opened, files=files, gone=taken.gone)
    if not too_large:
        return taken
    words = ours(_("This file is larger than 5 MB. Please choose a smaller one."))
    faults = {**taken.faults, **{upload.place: (words,) for upload in too_large}}
    return with_words(taken, faults=faults)


def _leading(opened: Opened, taken: Taken) -> str:
    """Return where a button leads."""
    if taken.act == "later":
        return address_of(opened, "later")
    if taken.act == "go" and taken.about:
        return address_of(opened, "page", key=taken.about)
    if taken.go:
        return address_of(opened, "page", key=taken.go)
    return address_of(opened, "later" if taken.act == "back" else "review")


def _in_language(
    request: HttpRequest, opened: Opened, session: Session, page: Page, taken: Taken, *, stood: str
) -> HttpResponse:
    """Show the page in the language that she has chosen: the site, too, where it speaks it."""
    tag = tag_of(session.language)
    speaks = tag if tag in dict(settings.LANGUAGES) else request.LANGUAGE_CODE
    with override(speaks):
        if taken.typed or taken.told:
            request.LANGUAGE_CODE = speaks
            return show_page(request, opened, session, page, taken=taken, stood=stood)
        return HttpResponseRedirect(address_of(opened, "page", key=page.key))


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in request.POST.lists()}


def not_now(taken: Taken) -> Taken:
    """Return what came of a page, to be shown again with the word that it cannot be kept at this moment."""
    words = _("We cannot keep this just now. It stands here: press the button again in a few minutes.")
    return with_words(taken, told=(ours(words),))
