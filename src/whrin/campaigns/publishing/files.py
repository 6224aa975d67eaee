"""Editions as files: every form from the same words."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.campaigns.body import body_of, printed, text_of_edition
from whrin.campaigns.models import Edition
from whrin.campaigns.publishing.gate import edition_of, gone, paper_at
from whrin.campaigns.publishing.shown import FORMS, language_for, standing_note
from whrin.campaigns.publishing.signed import signed_annex
from whrin.design.errors import error_page
from whrin.documents.printing import Document, TooManyAtOnce, answer_with, made_document


@require_safe
def edition_file(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponseBase:
    """Give an edition as a file, in the language asked for; or how far it is being made."""
    paper = paper_at(slug)
    if paper is None:
        return gone(request, slug)
    edition = edition_of(paper, number) if number else None
    if edition is None or form not in FORMS:
        raise Http404
    reader, is_signed = get_language() or "en", "signed" in request.GET
    document = document_of(edition, reader, request.GET.get("language", ""), with_names=is_signed)
    try:
        made = made_document(document, form=form)  # type: ignore[arg-type]  # it is among `FORMS`
    except TooManyAtOnce as fault:
        return error_page(request, 503, detail=str(fault))
    back = f"{reverse('campaigns:edition', args=[slug, number])}?language={document.language}"
    return answer_with(request, made, name=f"{slug}-{number}-{document.language}", back=back)


def document_of(edition: Edition, reader: str, wanted: str = "", *, with_names: bool = False) -> Document:
    """Return an edition as it is printed. `with_names`: and who signed it, as far as that is public."""
    text = text_of_edition(edition)
    body = body_of(text, language_for(text, reader, wanted))
    body.html = f"{standing_note(text, edition.version, body.language)}{body.html}"
    if with_names:
        body.html += signed_annex(edition.paper, body.language)
    address = f"/act/papers/{edition.paper.slug}/{edition.number}/"
    return printed(text, body, date=edition.day, address=address, licence=settings.WHRIN_DATA_LICENCE)
