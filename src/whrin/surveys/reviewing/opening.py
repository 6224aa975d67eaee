"""Editions opened for a page: what is told of each, and what keeps one closed."""

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.people.sealing import CannotOpenError
from whrin.surveys.bearers import bearer_of
from whrin.surveys.models import AnswerEdition, Form
from whrin.surveys.queries import about_file
from whrin.surveys.reviewing.reading import Told, open_edition
from whrin.surveys.sealing import NobodyToSealFor
from whrin.surveys.sessions import form_of
from whrin.surveys.xform import FormError
from whrin.surveys.xlsform.languages import nearest


def told_of(request: HttpRequest, edition: AnswerEdition) -> Told | None:
    """Return an edition in the language that was asked for, or the reader's; None: it stays closed."""
    try:
        return open_edition(edition, language=language_at(request, edition), bearer=bearer_of(request))
    except (CannotOpenError, NobodyToSealFor):
        return None


def why_closed(form: Form) -> str:
    """Return why an answer cannot be opened."""
    if form.is_sensitive:
        return _("Only the people who are named for this form can open its answers.")
    return _("This answer cannot be opened any more: what it was sealed with is gone.")


def why_cut() -> str:
    """Return what is said of an answer that is longer than a page."""
    return _("This answer is too long to be shown whole, or corrected, here. The export has all of it.")


def languages_of(edition: AnswerEdition) -> tuple[str, ...]:
    """Return the languages of an edition's version, as the form names them; none where it has one."""
    try:
        languages = form_of(edition.version).languages
    except FormError:
        return ()
    return languages if len(languages) > 1 else ()


def language_at(request: HttpRequest, edition: AnswerEdition) -> str:
    """Return the form's language in which the reader wants to see an edition; empty: the form's own."""
    languages = languages_of(edition)
    asked = request.GET.get("language", "")
    return asked if asked in languages else nearest(languages, get_language() or "en")


def with_files(request: HttpRequest, told: Told) -> Told:
    """Return what is told of an edition with the files that have come with it."""
    rows = {}
    for row in told.edition.attachments.filter(is_missing=False):
        row.edition = told.edition
        rows[about_file(row, bearer=bearer_of(request))["name"]] = row.pk
    return told.with_files(rows)
