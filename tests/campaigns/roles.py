"""What stands in the addresses of the room, for the table of roles."""

from typing import Any

from tests.campaigns.making import agreed, paper, say, seat
from tests.campaigns.roles_signing import signing_things
from whrin.campaigns.actions.remarks import make_remark
from whrin.campaigns.enums import CampaignState, State
from whrin.campaigns.models import Action, Campaign, Coverage, Duty, Edition, Spokesperson, Step, Target
from whrin.kit.days import today
from whrin.people.models import Person


def things(holder: Person, reviewer: Person) -> dict[str, dict[str, Any]]:
    """Return what stands in addresses, by the name of the address; under "" what stands in all others.

    A paper that is written, held by `holder`, with a seat of `reviewer`; one that can be signed; a campaign.
    """
    written = paper(holder)
    seat(written, reviewer)
    words = say(written, "summary", "Words.")
    said = make_remark(paper=written, by=reviewer, text="Hm.", language="en")
    signed = agreed(holder, title="Sign this")
    signed.slug, signed.state = "sign-this", State.OPEN
    signed.save()
    published = agreed(holder, title="Read this")
    published.slug, published.state, published.published_on = "read-this", State.PUBLISHED, today()
    published.save()
    Edition.objects.create(paper=published, number=1, version=published.versions.get(), digest="0" * 64)
    campaign = Campaign.objects.create(
        slug="families",
        state=CampaignState.OPEN,
        texts={"en": {"name": "Families", "goal": "Together", "asks": "One"}},
    )
    Action.objects.create(
        campaign=campaign, number=1, kind="card", texts={"en": {"title": "", "subject": "", "text": "One"}}
    )
    step = Step.objects.create(campaign=campaign, day=today(), texts={"en": "Begun"})
    campaigns = {"slug": campaign.slug, "number": 1, "language": "en", "shape": "wide"}
    named = ("campaign", "kit", "do", "card", "campaign_desk", "campaign_state", "action_new", "action_desk")
    return {
        "": {
            "uid": written.pk,
            "paragraph": words.pk,
            "slot": "summary",
            "language": "en",
            "slug": signed.slug,
            "number": 1,
            "form": "txt",
        },
        "campaigns:edition": {"slug": published.slug, "number": 1},
        "campaigns:edition_file": {"slug": published.slug, "number": 1, "form": "txt"},
        **{f"campaigns:{name}": campaigns for name in (*named, "step_new")},
        "campaigns:step_desk": {"slug": campaign.slug, "pk": step.pk},
        "campaigns:target_desk": {"pk": Target.objects.create(name="Office").pk},
        "campaigns:coverage_row": {"pk": Coverage.objects.create(day=today(), outlet="A", title="B").pk},
        "campaigns:speaker": {"pk": Spokesperson.objects.create(name="A", until=today()).pk},
        "campaigns:kind": {"slug": "brief"},
        "campaigns:remark": {"number": said.number},
        "campaigns:task": {"pk": Duty.objects.create(paper=written, what="Ask").pk},
        "campaigns:person": {"pk": written.seats.get(role="holder").pk},
        "campaigns:submission": {"form": "docx"},
        "campaigns:paper_language": {"language": "es"},
        "campaigns:evidence_one": {"number": 1},
        "campaigns:contact": {"pk": 1},
        "campaigns:press_out": {"token": "x"},
        "campaigns:confirm": {"token": "x"},
        **signing_things(signed),
    }
