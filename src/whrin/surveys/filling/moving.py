"""Answers that were begun go over to the newest version of their form, and she is told what that means."""

import logging
from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from whrin.surveys.actions.drafts import DraftMoved, save_draft
from whrin.surveys.drafting import Opened
from whrin.surveys.filling.doors import at_draft
from whrin.surveys.filling.showing import address_of, base_context, language_for
from whrin.surveys.models import Version
from whrin.surveys.replaying import replayed
from whrin.surveys.sessions import form_of
from whrin.surveys.xform import FormError

logger = logging.getLogger(__name__)


def has_moved(opened: Opened) -> bool:
    """Say whether there is something new that she has not been told. Moves the answers to the newest version
    where they are of an older one.
    """
    if opened.state.is_news:
        return True
    old = opened.draft.version
    newest = Version.objects.filter(form=old.form).select_related("form").defer("sheets", "xform")[0]
    if newest.pk == old.pk:
        return False
    return _moved(opened, newest)


def _moved(opened: Opened, newest: Version) -> bool:
    """Move a draft; say whether that worked. Where it does not, the older version is as good."""
    state = opened.state
    try:
        moved = replayed(
            opened.draft.version, newest, state.answers, language_for(form_of(newest), state.language)
        )
        state.answers, state.left_out, state.new = moved.answers, moved.left_out, moved.new
        state.is_news = True
        save_draft(opened=opened, version=newest)
    except FormError:
        logger.warning("A draft stays with an older version of its form")
        return False
    except DraftMoved:
        # Somebody has the same draft open, and it was moved for her.
        return True
    return True


@at_draft("GET", "HEAD", "POST")
def news(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Tell what is new in the form, and what could not be taken over; a POST goes on."""
    if request.method == "POST":
        opened.state.is_news = False
        with suppress(DraftMoved):  # somebody has the same draft open; who goes on is told once more
            save_draft(opened=opened)
        return HttpResponseRedirect(address_of(opened, "review" if opened.state.receipt else "draft"))
    if not opened.state.is_news:
        return HttpResponseRedirect(address_of(opened))
    context = {"new": opened.state.new, "left_out": opened.state.left_out, **base_context(opened)}
    return render(request, "surveys/filling/news.html", context)
