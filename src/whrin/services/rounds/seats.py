"""How many informants of each country have answered a round.

A country's answered seats are counted together, never by kind, and no seat is shown as used or not: whoever
gave it out knows who holds it, and could tell from day to day whose answer came. What remains: when all seats
of a country are used, all of them have answered; and the answers of a country with one informant are hers.
"""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.signals import pre_delete

from whrin.services.enums import SeatKind
from whrin.services.models import Round, Seat
from whrin.surveys.models import Invitation

#: While a round is open its invitations say that somebody has answered, and then its seats.
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


def follow() -> None:
    """Keep of an invitation that ends whether it was used: the surveys end all of a form's when it closes, by
    whose hand or day ever. Listening twice is the same as once.
    """
    pre_delete.connect(_keep_use, sender=Invitation, dispatch_uid="services.rounds")


def _keep_use(instance: Invitation, **_signal: Any) -> None:
    if instance.is_used:
        Seat.objects.filter(invitation=instance).update(used=True)
