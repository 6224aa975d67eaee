"""What a region's page says of rights reports: the number that was published of it last."""

from dataclasses import dataclass

from django.urls import reverse

from whrin.design.measures import number_in_words
from whrin.incidents.counting.shown import last_of_region, quarter_in_words
from whrin.website.countries.areas import Area


@dataclass(frozen=True)
class Reported:
    """`quarter`, `total`: in words; the total is rounded. `address`: where it is shown with all it means."""

    quarter: str
    total: str
    address: str
    is_sample: bool


def reported_in(area: Area) -> Reported | None:
    """Return what was published last of a region of the network; None: nothing, or no number of it. Countries
    have none: no table has them.
    """
    found = last_of_region(area.code) if area.is_region else None
    if found is None:
        return None
    release, count = found
    address = f"{reverse('incidents:figures')}?quarter={release.quarter}#regions"
    return Reported(quarter_in_words(release.quarter), number_in_words(count), address, release.is_sample)
