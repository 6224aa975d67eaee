"""Makes and changes records. Every change of a field is a row of history; hidden places leave none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import Actor, record
from whrin.kit.days import today
from whrin.services.actions.showing import show_anew
from whrin.services.actions.striking import FINENESS, strike
from whrin.services.actions.writing import free_slug, organisation_named, put, tidied
from whrin.services.checking import NOT_ITS_PART, Fault, faults_in, faults_in_new
from whrin.services.content import Content, changes_between, content_of
from whrin.services.enums import Informant, Precision, Source, State, Status
from whrin.services.fields import PLACE
from whrin.services.models import Change, Place, Proposal, Service


class WrongContent(ValueError):
    """Some values cannot be kept. `faults`: what is wrong, by field."""

    message = _("Some of it cannot be kept.")

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__(self.message)
        self.faults = faults


@dataclass(frozen=True)
class Origin:
    """Where a change comes from: the way, from where whoever said it knows, what it refers to, the
    proposal.
    """

    source: str
    said_by: str = Informant.NOT_SAID
    reference: str = ""
    proposal: Proposal | None = None


@transaction.atomic
def create_service(
    *,
    content: Mapping[str, Any],
    origin: Origin,
    by: Actor | None,
    is_public: bool = True,
    is_sample: bool = False,
) -> Service:
    """Make a record out of content (`content.py`). Raises `WrongContent`; nothing is made then."""
    if faults := faults_in_new(content):
        raise WrongContent(faults)
    day = today()
    country = content["country"]
    service = Service.objects.create(
        slug=free_slug(content["name"], Service),
        name=content["name"],
        country_id=country,
        organisation=organisation_named(
            tidied("organisation", content["organisation"]), country, is_sample=is_sample
        ),
        status=content.get("status") or Status.UNVERIFIED,
        state=State.PUBLIC if is_public else State.DRAFT,
        is_sample=is_sample,
        created_on=day,
        edited_on=day,
    )
    _write(service, {}, content, origin)
    record(verb="create service", about=service, by=by, source=origin.source)
    show_anew([service])
    return service


@transaction.atomic
def change_service(
    *, service: Service, content: Mapping[str, Any], origin: Origin, by: Actor | None
) -> list[Change]:
    """Make a record say what `content` says of the fields it names; return what changed, nothing where
    nothing did. Raises `WrongContent`; nothing is changed then.
    """
    locked = Service.objects.select_for_update().get(pk=service.pk)
    before = content_of(locked)
    if faults := _faults(before, content):
        raise WrongContent(faults)
    made = _write(locked, before, content, origin)
    if made:
        record(verb="change service", about=locked, by=by, fields=sorted(change.field for change in made))
        show_anew([locked])
    service.refresh_from_db()
    return made


def _faults(before: Content, content: Mapping[str, Any]) -> dict[str, Fault]:
    found = faults_in(content)
    if {"country", "part"} & set(content):
        country, part = content.get("country", before["country"]), content.get("part", before["part"])
        if part and not part.startswith(f"{country}-"):
            found["part"] = NOT_ITS_PART
    return found


def _write(service: Service, before: Content, content: Mapping[str, Any], origin: Origin) -> list[Change]:
    """Write every field that differs, its history, and strike out what became hidden."""
    foreign = _foreign(set(content) - set(before))
    wanted = {_own_field(field, foreign): tidied(field, value) for field, value in content.items()}
    differing = changes_between(before, wanted)
    number = (service.changes.aggregate(newest=Max("number"))["newest"] or 0) + 1
    for field, pair in differing.items():
        put(service, field, pair["new"])
    made = Change.objects.bulk_create(
        Change(
            service=service,
            number=number,
            field=field,
            old=pair["old"],
            new=pair["new"],
            day=today(),
            source=origin.source,
            said_by=origin.said_by,
            reference=origin.reference,
            proposal=origin.proposal,
        )
        for field, pair in differing.items()
    )
    for field, precision in _to_strike(service, differing):
        strike(service, field, precision)
    if made:
        service.edited_on = today()
        service.save()
    return list(service.changes.filter(number=number)) if made else []


def _to_strike(service: Service, differing: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the places that are told coarser from now on, and how. Where a record hides a place, one that
    goes from it goes without a trace: it may be the same place, written anew.
    """
    changed = {field: pair for field, pair in differing.items() if field.startswith(PLACE)}
    hidden = [(field, pair["new"]["precision"]) for field, pair in changed.items() if pair["new"]]
    hidden = [(field, precision) for field, precision in hidden if precision != Precision.EXACT]
    if not changed:
        return hidden
    told = {PLACE + place.uid.hex: place.precision for place in service.places.all()}
    coarse = next((each for each in FINENESS if each in told.values()), Precision.EXACT)
    if coarse != Precision.EXACT:
        known = service.changes.filter(field__startswith=PLACE).values_list("field", flat=True)
        hidden += [(field, coarse) for field in sorted(set(known) - set(told))]
    return hidden


def _foreign(fields: set[str]) -> set[str]:
    """Return those of these fields that are places of another record, as in a copied line of a table."""
    uids = [field.removeprefix(PLACE) for field in fields if field.startswith(PLACE)]
    known = [uid for uid in uids if not uid.startswith("new")]
    found = Place.objects.filter(uid__in=known).values_list("uid", flat=True) if known else []
    return {PLACE + uid.hex for uid in found}


def _own_field(field: str, foreign: set[str]) -> str:
    """Return the field of a place that is new under the uid it will have."""
    is_new = field.startswith(f"{PLACE}new") or field in foreign
    return f"{PLACE}{uuid4().hex}" if is_new else field


@transaction.atomic
def publish_service(*, service: Service, by: Actor | None) -> None:
    """Show a draft."""
    Service.objects.filter(pk=service.pk, state=State.DRAFT).update(state=State.PUBLIC)
    service.refresh_from_db()
    record(verb="publish service", about=service, by=by)
    show_anew([service])


@transaction.atomic
def check_service(*, service: Service, source: str, by: Actor | None, origin: Origin | None = None) -> None:
    """Write down that a peer (or, with `Source.ORGANISATION`, the organisation) found the record correct
    today.

    A record that was never checked becomes one of an open service. `origin`: of whoever said that it is
    correct, for history; `source` when not given.
    """
    locked = Service.objects.select_for_update().get(pk=service.pk)
    if source == Source.ORGANISATION:
        locked.confirmed_on = today()
    else:
        locked.checked_on = today()
    if locked.status == Status.UNVERIFIED:
        _write(locked, content_of(locked), {"status": Status.ACTIVE}, origin or Origin(source=source))
    locked.save()
    record(verb="check service", about=locked, by=by, source=source)
    show_anew([locked])
    service.refresh_from_db()
