"""The front of what the network says and asks, and the pages of campaigns."""

import re
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.campaigns.enums import ActionKind, CampaignState, State
from whrin.campaigns.front.news import news_about
from whrin.campaigns.front.papers import lines_of
from whrin.campaigns.front.shown import card_of, public_campaigns, shown, writable
from whrin.campaigns.models import Campaign
from whrin.campaigns.models.front import language_among
from whrin.campaigns.queries import public_papers
from whrin.design import atom
from whrin.design.errors import error_page
from whrin.kit.days import today
from whrin.kit.languages import direction_of
from whrin.kit.numbers import number_in
from whrin.kit.paging import last_page
from whrin.kit.text import sound

#: Papers of each sort on the front; campaigns on a page of their list.
_SOME, _PAGE = 5, 20
#: Addresses that a `mailto:` link takes before programmes cut it.
_LONGEST = 1900


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show what can be signed, campaigns under way, the newest papers."""
    language = get_language() or "en"
    papers = public_papers().select_related("kind")
    context = {
        "to_sign": lines_of(papers.filter(state=State.OPEN).order_by("-call__opens_on")[:_SOME], language),
        "newest": lines_of(
            papers.filter(state=State.PUBLISHED).order_by("-published_on", "slug")[:_SOME], language
        ),
        "cards": [card_of(one, language) for one in public_campaigns() if one.state == CampaignState.OPEN][
            :_SOME
        ],
    }
    return render(request, "campaigns/front/front.html", context)


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """List campaigns, those under way first."""
    language, found = get_language() or "en", public_campaigns()
    last, page = last_page(len(found), _PAGE), number_in(request.GET.get("page", "1"))
    if not 1 <= page <= last:
        return error_page(request, 404, heading=_("The list ends before that page"))
    cards = [card_of(one, language) for one in found[(page - 1) * _PAGE : page * _PAGE]]
    return render(request, "campaigns/front/campaigns.html", {"cards": cards, "page": page, "last": last})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- as every view
    """Give campaigns as Atom, the latest changed first."""
    language, site = get_language() or "en", settings.WHRIN_ADDRESS
    made = atom.begun(
        _("Campaigns"),
        page=reverse("campaigns:campaigns"),
        address=reverse("campaigns:campaigns_feed"),
        language=language,
    )
    for campaign in sorted(public_campaigns(), key=lambda one: one.changed_on, reverse=True)[:50]:
        card, own = card_of(campaign, language), site + reverse("campaigns:campaign", args=[campaign.slug])
        made.add_item(
            title=sound(card.name),
            link=own,
            description=sound(card.goal),
            unique_id=own,
            updateddate=atom.moment(campaign.changed_on),
        )
    return atom.answer_with(made)


@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a campaign, with all that belongs to it."""
    found, reader = public_campaign(slug), get_language() or "en"
    page = shown(found, reader, request.GET.get("text", ""))
    papers = public_papers().filter(campaign=found).select_related("kind").order_by("-made_on")
    context = {
        "page": page,
        "campaign": found,
        "papers": lines_of(papers[:20], reader),
        "targets": [(target, target.office_in(reader)) for target in found.targets.select_related("body")],
        "actions": found.actions.all(),
        "works": found.works.filter(status="published").prefetch_related("versions"),
        "occasions": found.occasions.filter(state="public"),
        "news": news_about(found, reader, _SOME),
        "steps": [
            (step, tag, direction_of(tag or "en"), step.texts.get(tag, ""))
            for step in found.steps.all()
            for tag in [language_among(step.texts, reader)]
        ],
        "coverage": found.coverage.filter(is_public=True)[:10],
        "is_past": found.ends is not None and found.ends < today(),
    }
    return render(request, "campaigns/front/campaign.html", context)


@require_safe
def do(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show words to send by herself. Nothing of what she does here comes to us."""
    found, reader = public_campaign(slug), get_language() or "en"
    action = found.actions.filter(number=number).first()
    if action is None:
        raise Http404
    asked = request.GET.get("text", "")
    tag = asked if asked in action.texts else language_among(action.texts, reader)
    text = action.texts.get(tag, {})
    targets = list(found.targets.all())
    context = {
        "campaign": found,
        "action": action,
        "language": tag,
        "direction": direction_of(tag or "en"),
        "others": [other for other in action.texts if other != tag],
        "text": text,
        "blanks": re.findall(r"\[([^\[\]]{1,80})\]", text.get("text", "")),
        "targets": targets,
        "mailto": mailto(writable(targets), text) if action.kind == ActionKind.LETTER else "",
        "is_card": action.kind == ActionKind.CARD,
        "brand": _brand(),
    }
    return render(request, "campaigns/front/do.html", context)


def mailto(addresses: str, text: dict[str, str]) -> str:
    """Return an address that opens her own programme for mail with the words in it; empty where they are too
    long for one, so that they are copied instead.
    """
    words = text.get("text", "").replace("\n", "\r\n")
    link = (
        f"mailto:{quote(addresses, safe='@,')}?subject={quote(text.get('subject', ''))}&body={quote(words)}"
    )
    return link if len(link) <= _LONGEST else ""


def public_campaign(slug: str) -> Campaign:
    """Return a campaign that everybody may see. Raises `Http404`."""
    found = Campaign.objects.exclude(state=CampaignState.DRAFT).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _brand() -> str:
    return _("Women and Harm Reduction International Network")
