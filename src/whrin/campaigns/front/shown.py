"""A campaign as its page tells it, in the reader's language where it is written in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from whrin.campaigns.enums import CampaignState
from whrin.campaigns.models import Campaign, Target
from whrin.campaigns.models.front import language_among
from whrin.kit.languages import direction_of


@dataclass(frozen=True)
class Card:
    """A campaign in a list. `language`, `direction`: of its words."""

    campaign: Campaign
    language: str
    direction: str
    name: str
    goal: str


@dataclass(frozen=True)
class Shown:
    """A whole campaign. `asks`, `results`: lines; `others`: its other languages."""

    card: Card
    summary: str
    asks: Sequence[str]
    results: Sequence[str]
    others: Sequence[str]


def card_of(campaign: Campaign, language: str) -> Card:
    """Return a campaign as lists show it."""
    tag = language_among(campaign.texts, language)
    text = campaign.texts.get(tag, {})
    return Card(campaign, tag, direction_of(tag or "en"), text.get("name", ""), text.get("goal", ""))


def shown(campaign: Campaign, language: str, asked: str = "") -> Shown:
    """Return a campaign as its page shows it; `asked`: a language that the reader chose."""
    card = card_of(campaign, asked if asked in campaign.texts else language)
    text = campaign.texts.get(card.language, {})
    return Shown(
        card,
        text.get("summary", ""),
        _lines(text.get("asks", "")),
        _lines(text.get("results", "")),
        [tag for tag in campaign.texts if tag != card.language],
    )


def public_campaigns() -> Sequence[Campaign]:
    """Return campaigns that everybody may see: those under way first."""
    found = Campaign.objects.exclude(state=CampaignState.DRAFT)
    return sorted(found, key=lambda one: one.state != CampaignState.OPEN)


def writable(targets: Sequence[Target]) -> str:
    """Return the public addresses of targets for a letter, as `mailto:` wants them."""
    return ",".join(target.address for target in targets if target.address)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
