"""What of the watch a country's page names: the newest harmful laws, policies and practices there."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.kit.languages import direction_of
from whrin.places.queries import names_of_countries
from whrin.policy_index.models import Measure
from whrin.policy_index.queries import newest_in
from whrin.website.countries.areas import Area

#: Measures that the page names; the rest stands on their own list.
MOST = 3


@dataclass(frozen=True)
class Watched:
    """`lines`: title, address, language, its direction, and a few words in the reader's language."""

    lines: Sequence[tuple[str, str, str, str, str]]
    total: int
    address: str


def watched_in(area: Area, language: str) -> Watched:
    """Return what is watched in a country, a part of one, or a region; mostly nothing."""
    newest, total = newest_in(area.countries, area.part, MOST)
    where = {"region": area.code} if area.is_region else {"country": area.code.partition("-")[0]}
    names = names_of_countries(language) if area.is_region else {}
    return Watched(
        lines=[_line(measure, language, names) for measure in newest],
        total=total,
        address=f"{reverse('policy_index:list')}?{urlencode(where)}",
    )


def _line(measure: Measure, language: str, names: dict[str, str]) -> tuple[str, str, str, str, str]:
    spoken = measure.language_for(language)
    facts = [names.get(measure.country_id, ""), measure.get_kind_display(), measure.get_status_display()]
    facts += [_("Sample")] if measure.is_sample else []
    return (
        measure.title_in(language),
        reverse("policy_index:measure", args=[measure.slug]),
        spoken,
        direction_of(spoken),
        " · ".join(filter(None, facts)),
    )
