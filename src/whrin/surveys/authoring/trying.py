"""A form tried out before anybody sees it: page by page, in every language. Nothing of it is kept: the
answers go to and fro in the page, signed.
"""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from whrin.surveys.asking import (
    Page,
    Setting,
    Taken,
    attributes_of,
    page_at,
    pages_of,
    review_of,
    shown,
    take,
)
from whrin.surveys.asking import unfinished as unfinished_in
from whrin.surveys.authoring.files import contents
from whrin.surveys.authoring.sheets_page import judged
from whrin.surveys.authoring.typed import whole
from whrin.surveys.enums import Part
from whrin.surveys.headings import title_of
from whrin.surveys.models import Form, Media, Version
from whrin.surveys.rights import form_for
from whrin.surveys.sessions import lists_of, session_for
from whrin.surveys.work import mark_of_work, work_on
from whrin.surveys.xform import Session, read_form
from whrin.surveys.xlsform.languages import nearest, tag_of
from whrin.surveys.xpath import Environment

_SALT = "whrin.surveys.trying"
#: Content that a page may show; everything else is only given to be kept.
_SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/")


@dataclass(frozen=True)
class State:
    """Where a trial is. `key`: of the page; "" is the review at the end. `mark`: of what is tried out."""

    mark: str
    answers: Mapping[str, str] | None = None
    key: str = ""
    language: str = ""

    def signed(self) -> str:
        """Return it as a text that only we can write."""
        return signing.dumps([self.mark, self.answers, self.key, self.language], salt=_SALT, compress=True)


@dataclass(frozen=True)
class Tried:
    """What is tried out: a version, or the questions in work by their judged XForm."""

    form: Form
    which: str
    mark: str
    version: Version | None = None
    xform: bytes = field(default=b"", repr=False)

    def session(self, state: State) -> Session:
        """Return the filling in at this state."""
        if self.version is not None:
            return session_for(self.version, answers=state.answers, language=state.language)
        form = read_form(self.xform)
        lists = lists_of(form, contents(self.form)) if form.outside else {}
        environment = Environment(zone=UTC, instances=lists)
        return Session(form, environment, answers=state.answers, language=state.language)

    def told(self) -> Version:
        """Return the version that says what the form is called; for questions in work, one made up."""
        return self.version or Version(sheets=self.form.sheets_in_work, title=self.form.form_id)

    def media_address(self, name: str) -> str:
        """Return where a file of the form is, by the name that the form gives it."""
        file = name.rpartition("/")[2]
        return reverse("forms:preview_file", args=[self.form.form_id, self.which, file])


@never_cache
def preview(request: HttpRequest, form_id: str, which: str) -> HttpResponse:
    """Try the questions in work out (`work`), or a version (its number)."""
    form = form_for(request.user, form_id, Part.AUTHOR)
    tried = _tried(form, which)
    if tried is None:
        return redirect("forms:sheets", form_id)
    state = _sent(request, tried)
    if state is None:
        state = State(tried.mark, language=request.GET.get("language", ""))
        session = tried.session(state)
        if not state.language:
            hers = nearest(session.form.languages, get_language() or "")
            session.language = hers or session.language
        first = next(iter(pages_of(session)), None)
        return _show(request, tried, session, first)
    session = tried.session(state)
    page = page_at(session, state.key)
    if page is None:
        act, _colon, about = request.POST.get("act", "").partition(":")
        if act == "language" and about in session.form.languages:
            session.language = about
        return _show(request, tried, session, _asked_for(session, request.POST.get("act", "")))
    taken = take(session, page, request.POST, request.FILES)
    if taken.is_again:
        return _show(request, tried, session, page, taken)
    return _show(request, tried, session, _next(session, page, taken))


def _tried(form: Form, which: str) -> Tried | None:
    """Return what is tried out; None: the questions in work cannot be, yet."""
    if whole(which):
        version = get_object_or_404(form.versions.all(), pk=whole(which))
        return Tried(form, which, version.hash, version=version)
    if which != "work" or form.sheets_in_work is None:
        raise Http404
    judgement = judged(form, work_on(form))
    if judgement is None or not judgement.is_sound:
        return None
    return Tried(form, which, mark_of_work(form), xform=judgement.xform)


def _sent(request: HttpRequest, tried: Tried) -> State | None:
    """Return where the trial was; None for a new one, also when the questions were changed meanwhile."""
    if request.method != "POST":
        return None
    try:
        mark, answers, key, language = signing.loads(request.POST.get("state", ""), salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return State(mark, answers, key, language) if mark == tried.mark else None


def _next(session: Session, page: Page, taken: Taken) -> Page | None:
    if taken.act == "go":
        return page_at(session, taken.about) or page
    if taken.act == "back" and not taken.go:
        return page
    return page_at(session, taken.go) if taken.go else None


def _asked_for(session: Session, act: str) -> Page | None:
    """Return the page that a button of the review leads to; None: the review."""
    name, _colon, key = act.partition(":")
    if name == "back":
        return next(iter(reversed(pages_of(session))), None)
    return page_at(session, key) if name == "go" else None


def _show(
    request: HttpRequest, tried: Tried, session: Session, page: Page | None, taken: Taken | None = None
) -> HttpResponse:
    # The desk speaks her language, whatever the address says; the frame of readers' pages asks the address.
    request.LANGUAGE_CODE = get_language() or settings.LANGUAGE_CODE
    state = State(tried.mark, session.answers(), page.key if page else "", session.language)
    title = title_of(tried.told(), tag_of(session.language))
    setting = Setting(media_address=tried.media_address, keeps_place=tried.form.keeps_place)
    context: dict[str, Any] = {
        "survey": tried.form,
        # This address is the same in every language of the site.
        "languages": (),
        "which": tried.which,
        "state": state.signed(),
        "language": session.language,
        "around": attributes_of(session.language),
        "form_languages": session.form.languages if len(session.form.languages) > 1 else (),
        "title": title.text,
        "title_attributes": attributes_of(f"({title.language})"),
        "shown": shown(session, page, taken=taken, setting=setting) if page else None,
        "review": [] if page else review_of(session),
        "unfinished": [] if page else unfinished_in(session),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if taken and taken.faults else HTTPStatus.OK
    return TemplateResponse(request, "surveys/authoring/preview.html", context, status=status)


@never_cache
@require_safe
def preview_file(request: HttpRequest, form_id: str, which: str, name: str) -> HttpResponse:
    """Give a file of what is tried out."""
    form = form_for(request.user, form_id, Part.AUTHOR)
    if whole(which):
        media = get_object_or_404(Media, version__form=form, version=whole(which), name=name)
        content = bytes(media.content)
    else:
        found = contents(form)
        if name not in found:
            raise Http404
        content = found[name]
    kind = mimetypes.guess_type(name)[0] or ""
    is_shown = kind.startswith(_SHOWN)
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'"}
    if not is_shown:
        headers["Content-Disposition"] = "attachment"
    return HttpResponse(
        content, content_type=kind if is_shown else "application/octet-stream", headers=headers
    )
