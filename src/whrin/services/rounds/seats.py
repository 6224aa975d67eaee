"""How many informants of each country have answered a round.

A country's answered seats are counted together, never by kind, and no seat is shown as used or not: whoever
gave it out knows who holds it, and could tell from day to day whose answer came. What remains: when all seats
of a country are used, all of them have answered; and the answers of a country with one informant are hers.
"""

from typing import Any

from django.db.models import Count, Q, QuerySet

from whrin.services.enums import SeatKind
from whrin.services.models import Round, Seat

#: An invitation is used at once, its seat is marked later: either says that somebody has answered.
HAS_ANSWERED = Q(used=True) | Q(invitation__is_used=True)


def counts_of(one: Round) -> dict[str, dict[str, Any]]:
    """Return by ISO country `{"invited": {"woman": n, "other": n}, "answered": n}`, sorted by country."""
    found: dict[str, dict[str, Any]] = {}
    for row in _counted(one.seats.order_by("country")):
        told = found.setdefault(row["country"], {"invited": dict.fromkeys(SeatKind.values, 0), "answered": 0})
        told["invited"][row["kind"]] = row["seats"]
        told["answered"] += row["answered"]
    return found


def _counted(seats: QuerySet[Seat]) -> Any:
    grouped = seats.values("country", "kind")
    return grouped.annotate(seats=Count("pk"), answered=Count("pk", filter=HAS_ANSWERED))
