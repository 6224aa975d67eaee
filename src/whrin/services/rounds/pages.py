"""The public pages of mapping rounds. Of one that is open nothing is told but that it is, and until when."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.documents.printing import answer_with, made_document
from whrin.kit.numbers import number_in
from whrin.kit.paging import last_page
from whrin.services.enums import RoundState
from whrin.services.models import Round
from whrin.services.rounds.datasets import slug_of
from whrin.services.rounds.printed import FORMS, document_of
from whrin.services.rounds.published import known_rounds, round_at
from whrin.services.rounds.sentences import invited_of, suppression_of
from whrin.services.rounds.shown import shown, title_of

PER_PAGE = 20


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds that are open, closed or published, the newest first."""
    language, page = get_language() or "en", number_in(request.GET.get("page", "1"))
    found = known_rounds()
    last = last_page(found.count(), PER_PAGE)
    if not 1 <= page <= last:
        raise Http404
    rows = [
        (one, title_of(one, language), one.region.name_in(language))
        for one in found[(page - 1) * PER_PAGE : page * PER_PAGE]
    ]
    return render(request, "services/rounds/list.html", {"rows": rows, "page": page, "last": last})


@require_safe
def round_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the results of a round; before they are published, that it is open or being written up."""
    one = round_at(slug)
    if one is None:
        raise Http404
    language = get_language() or "en"
    if one.state != RoundState.PUBLISHED:
        context = {"round": one, "title": title_of(one, language), "region": one.region.name_in(language)}
        return render(request, "services/rounds/open.html", context)
    told = shown(one, language)
    context = {
        "shown": told,
        "invited": invited_of(one.results),
        "suppression": suppression_of(told.smallest),
        "dataset": slug_of(one),
        "forms": FORMS,
        "address": settings.WHRIN_ADDRESS + request.path,
        "licence": settings.WHRIN_DATA_LICENCE,
        "licence_address": settings.WHRIN_DATA_LICENCE_ADDRESS,
    }
    return render(request, "services/rounds/round.html", context)


@require_safe
def round_file(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """Give the results of a round as a file to print or to write on in."""
    one = _published(slug)
    if form not in FORMS:
        raise Http404
    document, back = document_of(one, get_language() or "en")
    made = made_document(document, form="pdf" if form == "pdf" else "docx")
    return answer_with(request, made, name=f"{one.slug}-{document.date.isoformat()}", back=back)


def _published(slug: str) -> Round:
    one = round_at(slug)
    if one is None or one.state != RoundState.PUBLISHED:
        raise Http404
    return one
