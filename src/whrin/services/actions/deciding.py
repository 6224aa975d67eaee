"""Two peers decide on a proposal, one of them from the region. Until then nothing of the record changes.

Accepted: when two different reviewers accept, at least one from the region of the service. Declined: when a
reviewer of the region declines, or any two do; always with a reason, which whoever proposed it reads with her
receipt. Who changes a value makes a new version: what others had decided is void.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.kit.text import clean_text
from whrin.people.models import Person
from whrin.services.actions.ending import withdraw_service
from whrin.services.actions.proposals import OPEN, AlreadyEnded, own_mark, without_fine_places
from whrin.services.actions.records import Origin, WrongContent, change_service, check_service, create_service
from whrin.services.checking import TOO_LONG, faults_in, faults_in_new
from whrin.services.content import changes_between, content_of
from whrin.services.enums import ProposalKind, ProposalState, Source, State, Status
from whrin.services.holding import reasons_to_hold
from whrin.services.models import Proposal, Service, Verdict
from whrin.services.queries import is_from_region, is_reviewer

#: Characters of a reason.
LONGEST_REASON = 1_000
#: Ways by which the reference of a proposal may be told in a record's history.
_TELLABLE = (Source.SURVEY, Source.IMPORT)


class NotAReviewer(PermissionError):
    """She does not check services."""

    message = _("Only reviewers decide on suggestions.")


class HerOwn(PermissionError):
    """She proposed it herself."""

    message = _("You suggested this yourself. Two others decide on it.")


class NeedsReason(ValueError):
    """A proposal is not declined without a reason."""

    message = _("Write the reason in a few words. Whoever suggested it reads it with her receipt.")


class NeedsService(ValueError):
    """Nobody has said yet which record it is about."""

    message = _("Say first which service this is about.")


class EditedMeanwhile(ValueError):
    """Another reviewer changed the proposal while she read it."""

    message = _("Another reviewer changed this suggestion while you read it. Look at it again, then decide.")


class Overtaken(ValueError):
    """The record says something else by now than when this was proposed. `fields`: in which fields."""

    message = _("The record was changed since this was suggested. Look at the marked fields, then decide.")

    def __init__(self, fields: Collection[str]) -> None:
        super().__init__(self.message)
        self.fields = frozenset(fields)


@transaction.atomic
def decide(
    *,
    proposal: Proposal,
    person: Person,
    accepts: bool,
    note: str = "",
    chosen_fields: Collection[str] | None = None,
    confirmed_fields: Collection[str] = (),
    seen: str = "",
) -> Proposal:
    """Write down what a reviewer decides, and do it where that is enough; return the proposal as it is then.

    `note`: to whoever proposed it; needed to decline. `chosen_fields`: accept these alone (None: all); who
    accepted the whole has accepted its parts. `confirmed_fields`: these were overtaken, and she still wants
    the proposed value. `seen`: the `version_of` that she looked at; empty: not compared.

    Raises `NotAReviewer`, `HerOwn`, `AlreadyEnded`, `EditedMeanwhile`, `NeedsReason`, `NeedsService`,
    `Overtaken`, `WrongContent`; nothing is changed then.
    """
    found = _open_for(person, proposal)
    if seen and seen != version_of(found):
        raise EditedMeanwhile(EditedMeanwhile.message)
    if _is_gone(found):
        return _end(found, ProposalState.DECLINED, str(_("This service was taken off the map.")), person)
    note = clean_text(note)
    if len(note) > LONGEST_REASON:
        raise WrongContent({"note": TOO_LONG})
    if accepts:
        _narrow(found, chosen_fields)
        _renew(found, confirmed_fields)
        _must_apply(found)
    elif not note:
        raise NeedsReason(NeedsReason.message)
    Verdict.objects.update_or_create(
        proposal=found,
        person=person,
        defaults={
            "accepts": accepts,
            "note": note,
            "day": today(),
            "is_from_region": is_from_region(person, country_of(found)),
        },
    )
    return _settle(found, accepts, person)


@transaction.atomic
def edit_proposal(
    *,
    proposal: Proposal,
    person: Person,
    content: Mapping[str, Any],
    service: Service | None = None,
    seen: str = "",
) -> Proposal:
    """Let a reviewer say it better: `content` is all that is proposed from here on; `service`: which record
    it is about, where nobody had said so. Verdicts so far are void. Raises as `decide` does.
    """
    found = _open_for(person, proposal)
    if seen and seen != version_of(found):
        raise EditedMeanwhile(EditedMeanwhile.message)
    if service is not None:
        found.service = service.merged_into or service
        found.kind = ProposalKind.CORRECT if found.kind == ProposalKind.ADD else found.kind
    is_new = found.kind == ProposalKind.ADD
    if faults := (faults_in_new if is_new else faults_in)(content):
        raise WrongContent(faults)
    before = content_of(found.service) if found.service else {}
    found.changes = changes_between(before, content)
    kept = [reason for reason in found.held_for if reason == "burst"]
    found.held_for = [*reasons_to_hold(found.changes, "", found.service), *kept]
    found.save()
    found.verdicts.all().delete()
    record(verb="edit proposal", about=found, by=person, fields=sorted(found.changes))
    return found


def version_of(proposal: Proposal) -> str:
    """Return a short mark of what is proposed now; another one after every edit."""
    said = json.dumps([proposal.changes, proposal.service_id], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def country_of(proposal: Proposal) -> str:
    """Return the country that a proposal is about, by its ISO code; empty where nobody said."""
    if proposal.service is not None:
        return str(proposal.service.country_id)
    return str(proposal.changes.get("country", {}).get("new") or "")


def is_her_own(proposal: Proposal, person: Person) -> bool:
    """Say whether she proposed it herself while she was signed in."""
    reference, _dash, own = proposal.reference.rpartition("-")
    return bool(own) and own == own_mark(reference, person)


def overtaken_fields(proposal: Proposal) -> dict[str, Any]:
    """Return what the record says by now, of the fields in which it is neither as it was nor as proposed."""
    if proposal.service is None or proposal.kind != ProposalKind.CORRECT:
        return {}
    before = content_of(proposal.service)
    return {
        field: before.get(field)
        for field, pair in proposal.changes.items()
        if changes_between(before, {field: pair["old"]}) and changes_between(before, {field: pair["new"]})
    }


def _open_for(person: Person, proposal: Proposal) -> Proposal:
    if not is_reviewer(person):
        raise NotAReviewer(NotAReviewer.message)
    found = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if found.state not in OPEN:
        raise AlreadyEnded(AlreadyEnded.message)
    if is_her_own(found, person):
        raise HerOwn(HerOwn.message)
    if found.service is not None and found.service.merged_into is not None:
        found.service = found.service.merged_into
    return found


def _is_gone(proposal: Proposal) -> bool:
    return proposal.service is not None and proposal.service.state == State.WITHDRAWN


def _narrow(proposal: Proposal, chosen: Collection[str] | None) -> None:
    """Leave only the chosen fields of a proposal that has any."""
    if chosen is not None and proposal.changes:
        proposal.changes = {field: pair for field, pair in proposal.changes.items() if field in chosen}
        if not proposal.changes:
            raise WrongContent({"chosen_fields": _("Choose at least one field, or decline.")})


def _renew(proposal: Proposal, confirmed: Collection[str]) -> None:
    """Take the record's present values for the old ones where she has seen them. Raises `Overtaken`."""
    overtaken = overtaken_fields(proposal)
    if open_ones := set(overtaken) - set(confirmed):
        raise Overtaken(open_ones)
    for field, value in overtaken.items():
        proposal.changes[field] = {**proposal.changes[field], "old": value}


def _must_apply(proposal: Proposal) -> None:
    """Raise `WrongContent` or `NeedsService` where it could not be done, before anybody relies on it."""
    content = {field: pair["new"] for field, pair in proposal.changes.items()}
    if proposal.kind == ProposalKind.ADD:
        faults = faults_in_new(content)
    elif proposal.service is None:
        raise NeedsService(NeedsService.message)
    else:
        before = content_of(proposal.service)
        # A part of one country is none of another.
        place = {name: before[name] for name in ("country", "part")}
        faults = faults_in({**place, **content} if set(place) & set(content) else content)
        if proposal.kind == ProposalKind.CORRECT and not content:
            faults = {"chosen_fields": _("Nothing is proposed yet. Edit the suggestion first.")}
    if faults:
        raise WrongContent(faults)


def _settle(proposal: Proposal, accepts: bool, person: Person) -> Proposal:
    proposal.save()
    record(verb="decide proposal", about=proposal, by=person, accepts=accepts)
    agreeing = [each for each in proposal.verdicts.all() if each.accepts == accepts]
    has_region = any(each.is_from_region for each in agreeing)
    notes = "\n\n".join(each.note for each in agreeing if each.note)
    if accepts and len(agreeing) >= 2 and has_region:
        _apply(proposal, person)
        return _end(proposal, ProposalState.ACCEPTED, notes, person)
    if not accepts and (has_region or len(agreeing) >= 2):
        return _end(proposal, ProposalState.DECLINED, notes, person)
    return proposal


def _apply(proposal: Proposal, person: Person) -> None:
    """Do what was accepted. The source, and from where she knows, go along into history."""
    origin = Origin(
        source=proposal.source,
        said_by=proposal.said_by,
        reference=proposal.reference if proposal.source in _TELLABLE else "",
        proposal=proposal,
    )
    content = {field: pair["new"] for field, pair in proposal.changes.items()}
    if proposal.kind == ProposalKind.ADD:
        # Peers found it so: it is one of an open service from its first act on, not by a second report.
        if content.get("status", Status.UNVERIFIED) == Status.UNVERIFIED:
            content["status"] = Status.ACTIVE
        proposal.service = create_service(content=content, origin=origin, by=person)
    service = proposal.service
    if service is None:
        raise NeedsService(NeedsService.message)
    if proposal.kind == ProposalKind.WITHDRAW:
        withdraw_service(service=service, by=person, source=proposal.source)
        return
    if proposal.kind == ProposalKind.CORRECT:
        # Who corrects one field has not looked at the others: the record is no fresher for that.
        change_service(service=service, content=content, origin=origin, by=person)
        return
    check_service(source=Source.PAGE, service=service, by=person, origin=origin)


def _end(proposal: Proposal, state: str, reply: str, person: Person) -> Proposal:
    proposal.state, proposal.reply, proposal.decided_on = state, reply, today()
    proposal.changes = without_fine_places(proposal.changes)
    proposal.save()
    record(verb=f"{state} proposal", about=proposal, by=person)
    return proposal
