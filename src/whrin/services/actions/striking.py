"""Strikes a hidden place out of everything that was ever said of a service: values, texts, history,
proposals.
"""

from collections.abc import Mapping
from typing import Any

from whrin.services.content import no_finer, secrets_of
from whrin.services.enums import Precision
from whrin.services.fields import PLACE, TEXT_FIELDS
from whrin.services.models import Change, Proposal, Service

#: What stands where something was struck out.
STRUCK = "[…]"
_FINENESS = [Precision.NONE, Precision.COUNTRY, Precision.CITY, Precision.EXACT]


def strike(service: Service, field: str, precision: str) -> None:
    """Strike what is finer than `precision` out of the history of this place, and its words out of every
    text.

    Called when a place becomes coarser, or is hidden from the start. The rows of the place itself are
    written by whoever calls; the service's own texts are changed on the instance, which the caller saves.
    """
    changes = list(service.changes.all())
    proposals = list(service.proposals.all())
    secrets = _secrets(field, precision, changes, proposals)
    struck = []
    for change in changes:
        before = (change.old, change.new)
        change.old, change.new = (
            _without(change.field, value, field, precision, secrets) for value in before
        )
        # A record that is new has nothing to strike out, and there are many of them in an import.
        if (change.old, change.new) != before:
            struck.append(change)
    Change.objects.bulk_update(struck, ["old", "new"], batch_size=200)
    for proposal in proposals:
        proposal.changes = {
            name: {side: _without(name, value, field, precision, secrets) for side, value in pair.items()}
            for name, pair in proposal.changes.items()
        }
        proposal.note, proposal.reply = _blank(proposal.note, secrets), _blank(proposal.reply, secrets)
    Proposal.objects.bulk_update(proposals, ["changes", "note", "reply"], batch_size=200)
    for name in TEXT_FIELDS:
        if name != "organisation":
            setattr(service, name, _blank(getattr(service, name), secrets))


def _secrets(field: str, precision: str, changes: list[Change], proposals: list[Proposal]) -> set[str]:
    values = [value for change in changes if change.field == field for value in (change.old, change.new)]
    values += [value for each in proposals for value in each.changes.get(field, {}).values()]
    return {secret for value in values for secret in secrets_of(value, precision)}


def _without(name: str, value: Any, field: str, precision: str, secrets: set[str]) -> Any:
    if name == field and isinstance(value, Mapping):
        kept = no_finer({**value, "precision": _coarser(value.get("precision", ""), precision)})
        return kept and {**kept, "precision": value.get("precision", "")}
    if name.startswith(PLACE) or not isinstance(value, str):
        return value
    return _blank(value, secrets)


def _coarser(one: str, other: str) -> str:
    return min(
        one, other, key=lambda each: _FINENESS.index(Precision(each)) if each in Precision.values else 0
    )


def _blank(text: str, secrets: set[str]) -> str:
    # The longest first, so that no part of it is left over.
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, STRUCK)
    return text
