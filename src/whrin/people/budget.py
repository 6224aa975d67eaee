"""So many in an hour, all together: nobody's address is counted, and no flood fills the house."""

from django.core.cache import cache
from django.utils import timezone

_HOUR = 3600


def take_a_place(what: str, places: int) -> bool:
    """Take one of this hour's places; False when all are taken."""
    hour = int(timezone.now().timestamp() // _HOUR)
    return any(cache.add(f"{what}-{hour}-{place}", 1, _HOUR) for place in range(places))
