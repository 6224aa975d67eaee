"""The page and its PDF."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.design.errors import error_page
from whrin.documents.printing import Document, PrintingFailed, answer_with, made_document
from whrin.incidents.entering.ways import RISKS
from whrin.incidents.enums import Channel
from whrin.incidents.letter.paper import LINE, questions
from whrin.kit.days import today
from whrin.surveys.filling.doors import discreet


@discreet("GET", "HEAD")
def letter(request: HttpRequest) -> HttpResponse:
    """Show the questions to be printed."""
    return render(request, "incidents/letter/letter.html", {**_context(), "risks": RISKS.values()})


@require_safe
def letter_pdf(request: HttpRequest) -> HttpResponseBase:
    """Give the same as PDF, made in the background; it says neither where it came from nor who took it."""
    try:
        file = made_document(as_document(), form="pdf")
    except PrintingFailed as failure:
        return error_page(request, 503, heading=_("The letter could not be made"), detail=str(failure))
    return answer_with(request, file, name="questions", back=reverse("incidents:letter"))


def as_document() -> Document:
    """Return the letter in the language of the page, to be printed."""
    return Document(
        title=_("Questions"),
        body=render_to_string("incidents/letter/body.html", {**_context(), "is_printed": True}),
        language=get_language() or "en",
        author=_("Women and Harm Reduction International Network"),
        # Of the month alone: the same file is made once, not every day.
        date=today().replace(day=1),
        pictures={"line": LINE},
    )


def _context() -> dict[str, object]:
    return {
        "questions": questions(),
        "risk": RISKS[Channel.LETTER],
        "address": [line.strip() for line in settings.WHRIN_LETTER_ADDRESS.split("|") if line.strip()],
    }
