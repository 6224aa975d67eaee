"""Pictures to share, and the kit for a day of action."""

import hashlib
from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.campaigns.enums import ActionKind
from whrin.campaigns.front.cards import SHAPES, CardText, drawn
from whrin.campaigns.front.pages import public_campaign
from whrin.campaigns.front.shown import shown
from whrin.campaigns.models import Campaign
from whrin.campaigns.models.front import language_among
from whrin.design.errors import error_page
from whrin.documents.printing import Document, PrintingFailed, TooManyAtOnce, answer_with, made_document
from whrin.kit.languages import direction_of

_KEPT, _MAKING = 86_400, 20


@require_safe
def card(request: HttpRequest, slug: str, number: int, shape: str, language: str) -> HttpResponse:
    """Give a picture; drawn when somebody asks for it first, then kept for a day."""
    found = public_campaign(slug)
    action = found.actions.filter(number=number, kind=ActionKind.CARD).first()
    if action is None or shape not in SHAPES or language not in action.texts:
        raise Http404
    text = card_text(found, action.texts[language].get("text", ""), language)
    key = f"card-{hashlib.sha256(repr((text, shape)).encode()).hexdigest()}"
    made = cache.get(key)
    if made is None:
        # Drawing takes a second of a processor: one at a time of each.
        if not cache.add(f"{key}-making", 1, _MAKING):
            return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "2"})
        try:
            made = drawn(text, shape)
        except PrintingFailed as failure:
            return error_page(request, 503, heading=str(failure))
        cache.set(key, made, _KEPT)
    response = HttpResponse(made, content_type="image/png")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def card_text(campaign: Campaign, words: str, language: str) -> CardText:
    """Return what stands on a picture of a campaign."""
    name = campaign.text_in("name", language)
    with override(language):
        return CardText(words, name, _("Women and Harm Reduction International Network"), language)


@require_safe
def kit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give everything for a day of action as one PDF: goal, asks, words, pictures, what to do that day."""
    found, reader = public_campaign(slug), get_language() or "en"
    page = shown(found, reader, request.GET.get("text", ""))
    language = page.card.language or "en"
    back = reverse("campaigns:campaign", args=[slug])
    actions = [
        (action, tag, direction_of(tag or "en"), action.texts.get(tag, {}))
        for action in found.actions.all()
        for tag in [language_among(action.texts, language)]
    ]
    known = dict(settings.LANGUAGES)
    with override(language if language in known else reader):
        body = render_to_string(
            "campaigns/front/kit.html",
            {"page": page, "actions": actions, "targets": found.targets.all(), "source": back},
        )
        author = _("Women and Harm Reduction International Network")
    document = Document(
        title=page.card.name or slug,
        body=body,
        language=language,
        author=author,
        date=found.changed_on,
        source=settings.WHRIN_ADDRESS + back,
        licence=settings.WHRIN_DATA_LICENCE,
    )
    try:
        made = made_document(document, form="pdf")
    except TooManyAtOnce as busy:
        return error_page(request, 503, heading=str(busy))
    return answer_with(request, made, name=f"{slug}-kit", back=back)
