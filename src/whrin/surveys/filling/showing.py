"""A page of questions in the site's frame: progress, languages, the buttons beside it."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from whrin.kit.languages import direction_of, own_name_of
from whrin.surveys.actions import FormIsClosed
from whrin.surveys.asking import Page, ReviewLine, Setting, Taken, pages_of, shown
from whrin.surveys.drafting import Opened
from whrin.surveys.filling.standing import standing_of
from whrin.surveys.models import Version
from whrin.surveys.rules import takes_answers
from whrin.surveys.sessions import form_of, session_for
from whrin.surveys.xform import Form, Session
from whrin.surveys.xlsform.languages import nearest, tag_of


@dataclass(frozen=True)
class Tongue:
    """A language of the form: as its author names it, its tag, and what it is called in itself."""

    name: str
    tag: str
    label: str
    direction: str
    is_current: bool
    address: str = ""


def tongues_of(form: Form, current: str) -> list[Tongue]:
    """Return the languages of a form; none where there is only one."""
    if len(form.languages) < 2:
        return []
    return [
        Tongue(
            name,
            tag_of(name),
            own_name_of(tag_of(name)) if tag_of(name) else name,
            direction_of(tag_of(name)) if tag_of(name) else "auto",
            name == current,
        )
        for name in form.languages
    ]


def language_for(form: Form, chosen: str) -> str:
    """Return in which of its languages a form speaks: the page's own, if it has it and she has not chosen one
    that the site does not speak.
    """
    if chosen in form.languages and tag_of(chosen) not in dict(settings.LANGUAGES):
        return chosen
    found = nearest(form.languages, get_language() or "en")
    return found or (chosen if chosen in form.languages else "")


def session_of(opened: Opened) -> Session:
    """Return what was answered so far, in the language of the page."""
    version, state = opened.draft.version, opened.state
    language = language_for(form_of(version), state.language)
    return session_for(version, answers=state.answers, language=language)


def setting_of(version: Version) -> Setting:
    """Return where a version's pictures and sounds are, and whether it keeps places."""
    names = set(version.media.values_list("name", flat=True))

    def address(name: str) -> str:
        arguments = [version.form.form_id, version.hash, name]
        return reverse("filling:media", args=arguments) if name in names else ""

    return Setting(address, version.form.keeps_place)


def address_of(opened: Opened, name: str = "draft", **more: str) -> str:
    """Return the address of one of a draft's pages."""
    return reverse(
        f"filling:{name}",
        kwargs={"form_id": opened.draft.version.form.form_id, "secret": opened.secret, **more},
    )


def show_page(
    request: HttpRequest,
    opened: Opened,
    session: Session,
    page: Page,
    *,
    taken: Taken | None = None,
    others: list[ReviewLine] | None = None,
    stood: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show one page of a draft. `others`: what is kept now where somebody else has written meanwhile.
    `stood`: the mark of what is kept, where that is not what is shown.
    """
    pages = pages_of(session)
    number = next((number for number, each in enumerate(pages, start=1) if each.key == page.key), 1)
    context = {
        "shown": shown(session, page, taken=taken, setting=setting_of(opened.draft.version)),
        "here": address_of(opened, "page", key=page.key),
        "standing": stood or standing_of(opened.secret, session, page),
        "number": number,
        "of": len(pages),
        "tongues": tongues_of(session.form, session.language),
        "others": others or [],
        **base_context(opened),
    }
    return render(request, "surveys/filling/page.html", context, status=status)


def base_context(opened: Opened) -> dict[str, object]:
    """Return what each page of a draft needs."""
    form = opened.draft.version.form
    return {
        "form_id": form.form_id,
        "secret": opened.secret,
        "is_correction": bool(opened.state.receipt),
        "asks_members": form.audience in {"members", "once"},
        "kept_until": opened.draft.expires_on,
        # Told on each page, and not only when she has answered everything.
        "closed": "" if takes_answers(form) else str(FormIsClosed()),
    }


def with_words(taken: Taken, **changes: object) -> Taken:
    """Return what came of a page, to be shown again with more to say."""
    return replace(taken, is_again=True, **changes)  # type: ignore[arg-type]  # its own fields
