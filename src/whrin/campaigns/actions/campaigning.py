"""Campaigns: written in one language at a time, opened, ended; their targets, actions and timeline."""

import datetime
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import Actor, record
from whrin.campaigns.enums import CampaignState
from whrin.campaigns.models import Action, Campaign, Step, Target
from whrin.campaigns.rules import RESERVED
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.kit.text import clean_line, clean_text

#: Parts of a campaign's text; lines of `asks` and `results` are one each.
PARTS = ("name", "goal", "summary", "asks", "results")
_RELATIONS = ("targets", "countries", "topics", "works", "occasions", "papers")


class CannotOpen(Exception):
    """There is too little to show."""

    def __init__(self) -> None:
        super().__init__(_("To be shown it needs a name, a goal and at least one thing that is asked."))


@transaction.atomic
def save_campaign(
    *, campaign: Campaign | None, language: str, text: Mapping[str, str], by: Actor, **columns: Any
) -> Campaign:
    """Make a campaign, or change it. `text`: by `PARTS`, in `language`; the other languages stay. `columns`:
    days, and rows of relations by their names. Raises `CannotOpen`: a public one would lose what it needs.
    """
    written = {part: clean_text(text.get(part, "")) for part in PARTS}
    written["name"] = clean_line(written["name"])
    related = {name: columns.pop(name) for name in _RELATIONS if name in columns}
    if campaign is None:
        held = Campaign(slug=_free_slug(written["name"]))
    else:
        held = Campaign.objects.select_for_update().get(pk=campaign.pk)
    held.texts = {**held.texts, language: written} if any(written.values()) else _without(held, language)
    for name, value in columns.items():
        setattr(held, name, value)
    if held.state != CampaignState.DRAFT and not is_enough(held):
        raise CannotOpen
    held.changed_on = today()
    held.save()
    for name, rows in related.items():
        getattr(held, name).set(rows)
    record(verb="save campaign", about=held, by=by, slug=held.slug)
    _show(held)
    return held


def is_enough(campaign: Campaign) -> bool:
    """Say whether some language has what the public page needs."""
    return any(text.get("name") and text.get("goal") and text.get("asks") for text in campaign.texts.values())


@transaction.atomic
def set_campaign_state(*, campaign: Campaign, state: CampaignState, by: Actor) -> None:
    """Show a campaign, end it, or take it out of sight. Raises `CannotOpen`."""
    held = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if state != CampaignState.DRAFT and not is_enough(held):
        raise CannotOpen
    was_shown = held.state != CampaignState.DRAFT
    held.state, held.changed_on = state, today()
    held.save(update_fields=["state", "changed_on"])
    record(verb="set state of campaign", about=held, by=by, state=state.value)
    if was_shown or state != CampaignState.DRAFT:
        advance_on_commit()


@transaction.atomic
def save_target(*, target: Target | None, language: str, office: str, by: Actor, **columns: Any) -> Target:
    """Make a target, or change it; what was looked at is as of today."""
    held = target or Target()
    offices = {**held.offices, language: clean_line(office)}
    held.offices = {tag: words for tag, words in offices.items() if words}
    for name, value in columns.items():
        setattr(held, name, clean_line(value) if isinstance(value, str) else value)
    held.checked_on = today()
    held.save()
    record(verb="save target", about=held, by=by)
    advance_on_commit()
    return held


@transaction.atomic
def save_action(
    *, campaign: Campaign, number: int | None, kind: str, language: str, text: Mapping[str, str], by: Actor
) -> Action:
    """Add something to do (`number` None), or change it."""
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    if number is None:
        most = campaign.actions.aggregate(most=Max("number"))["most"] or 0
        held = Action(campaign=campaign, number=most + 1, kind=kind)
    else:
        held = campaign.actions.get(number=number)
    written = {part: clean_text(words) for part, words in text.items()}
    held.kind = kind
    held.texts = {**held.texts, language: written}
    held.save()
    record(verb="save action of campaign", about=campaign, by=by, number=held.number)
    _show(campaign)
    return held


@transaction.atomic
def save_step(
    *,
    campaign: Campaign,
    step: Step | None,
    day: datetime.date,
    kind: str,
    language: str,
    words: str,
    address: str,
    by: Actor,
) -> Step:
    """Add to the timeline, or change what stands there."""
    held = step or Step(campaign=campaign)
    held.day, held.kind, held.address = day, kind, address
    held.texts = {**held.texts, language: clean_text(words)}
    held.save()
    record(verb="save step of campaign", about=campaign, by=by)
    _show(campaign)
    return held


@transaction.atomic
def remove(*, row: Action | Step | Target, by: Actor) -> None:
    """Delete an action, an entry of a timeline, or a target."""
    record(verb="remove from campaigns", about=row, by=by)
    row.delete()
    advance_on_commit()


def forget_targets() -> int:
    """Erase people in office a year after they left it; return how many. Daily."""
    long_ago = today() - datetime.timedelta(days=365)
    gone, _by_model = Target.objects.filter(until__lt=long_ago).delete()
    return gone


def _show(campaign: Campaign) -> None:
    if campaign.state != CampaignState.DRAFT:
        advance_on_commit()


def _without(campaign: Campaign, language: str) -> dict[str, Any]:
    return {tag: text for tag, text in campaign.texts.items() if tag != language}


def _free_slug(name: str) -> str:
    stem = slugify(name)[:70].strip("-") or "campaign"
    taken: Sequence[str] = [
        *RESERVED,
        *Campaign.objects.filter(slug__startswith=stem).values_list("slug", flat=True),
    ]
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)
