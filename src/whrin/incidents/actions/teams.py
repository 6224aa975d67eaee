"""Teams: made and renamed by those who name people."""

import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.incidents.actions.standings import NotYours
from whrin.incidents.models import Team
from whrin.incidents.rules import may_name
from whrin.people.models import Person
from whrin.places.models import Region


class RegionTaken(ValueError):
    """Each region has one team, and so has everything else."""

    def __init__(self) -> None:
        super().__init__(_("Another team takes these reports already."))


@transaction.atomic
def save_team(*, name: str, region: Region | None, by: Person, team: Team | None = None) -> Team:
    """Make a team, or give one another name and region; `region` None: it takes what no other team takes.

    Reports that are here stay where they are. Raises `RegionTaken`, `NotYours`.
    """
    if not may_name(by):
        raise NotYours
    others = [
        one for one in Team.objects.select_for_update(of=("self",)).select_related("region") if one != team
    ]
    if any(one.region == region for one in others):
        raise RegionTaken
    saved = team or Team(slug=f"team-{secrets.token_hex(4)}")
    saved.name, saved.region = name, region
    saved.save()
    record(verb="saved a team", about=saved, by=by)
    return saved
