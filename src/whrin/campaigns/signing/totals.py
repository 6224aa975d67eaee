"""How many signed: counted at most once a minute, outside of the page cache, whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count

from whrin.campaigns.actions.erasing import counted_of
from whrin.campaigns.enums import Signer
from whrin.campaigns.models import Call
from whrin.kit.edition import current

#: Seconds for which a count is good.
A_MINUTE = 60


@dataclass(frozen=True)
class Row:
    """Signatures from one country; `code` empty: she did not say."""

    code: str
    people: int
    organisations: int

    @property
    def both(self) -> int:
        """Return how many people and organisations."""
        return self.people + self.organisations


@dataclass(frozen=True)
class Totals:
    """Signatures that count. `countries`: most first."""

    people: int
    organisations: int
    countries: Sequence[Row]

    @property
    def both(self) -> int:
        """Return how many people and organisations."""
        return self.people + self.organisations

    @property
    def places(self) -> int:
        """Return from how many countries they are."""
        return sum(bool(row.code) for row in self.countries)


def totals_of(call: Call) -> Totals:
    """Return the totals of a call; after erasure those that were frozen."""
    if call.erased_on is not None:
        return _told(call.totals.get("countries", {}))
    # What somebody takes back, or the desk decides, begins a new edition, and is seen at once.
    name = f"campaigns-totals-{call.paper_id.hex}-{current()}"
    counted: dict[str, Any] | None = cache.get(name)
    if counted is None:
        counted = _counted(call)
        cache.set(name, counted, A_MINUTE)
    return _told(counted)


def _counted(call: Call) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {kind: {} for kind in Signer.values}
    # One question for each kind: that of people is answered from the index alone.
    for kind in Signer.values:
        rows = counted_of(call).filter(kind=kind).order_by().values_list("country_id")
        for country, number in rows.annotate(number=Count("pk")):
            found[kind][country or ""] = number
    return found


def _told(counted: dict[str, dict[str, int]]) -> Totals:
    people, organisations = counted.get(Signer.PERSON, {}), counted.get(Signer.ORGANISATION, {})
    rows = [Row(code, people.get(code, 0), organisations.get(code, 0)) for code in {*people, *organisations}]
    rows.sort(key=lambda row: (-row.both, row.code))
    return Totals(sum(people.values()), sum(organisations.values()), rows)
