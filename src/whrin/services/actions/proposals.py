"""Takes proposals in, whoever they come from; nothing of a record changes by that."""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.kit.text import clean_text
from whrin.people.marks import mark_of
from whrin.people.models import Person
from whrin.people.recovery import GROUP, LENGTH, SIGNS, canonical, new_code
from whrin.services.actions.records import WrongContent
from whrin.services.actions.writing import tidied
from whrin.services.checking import TOO_LONG, faults_in, faults_in_new
from whrin.services.content import Content, changes_between, content_of
from whrin.services.enums import Informant, ProposalKind, ProposalState, State
from whrin.services.fields import BY_NAME, CLAIM, FINE_PARTS, LONGEST_TEXT, PLACE
from whrin.services.holding import reasons_to_hold
from whrin.services.models import Proposal, Service

#: Days after which a decided proposal is erased.
KEPT_DAYS = 90
#: States in which somebody still has to decide.
OPEN = (ProposalState.WAITING, ProposalState.HELD)


class NothingProposed(ValueError):
    """All that was said stands in the record already."""

    message = _("Nothing differs from what the record says. Change something, or say that it is correct.")


class NotOnTheMap(ValueError):
    """The record was withdrawn, or never shown."""

    message = _("This service is not on the map. Nothing can be proposed for it.")


class NoSuchProposal(LookupError):
    """No proposal has this code, or it was erased."""

    message = _("No suggestion has this code. It may have been erased: we keep them for 90 days.")


class AlreadyEnded(ValueError):
    """The proposal was decided or taken back."""

    message = _("This suggestion is closed already.")


def propose(
    *,
    kind: str,
    source: str,
    service: Service | None = None,
    content: Mapping[str, Any] | None = None,
    note: str = "",
    language: str = "en",
    said_by: str = Informant.NOT_SAID,
    reference: str = "",
    held_for: tuple[str, ...] = (),
    by: Person | None = None,
) -> tuple[Proposal, str]:
    """Keep what somebody proposes, and return it with the code of its receipt.

    `content`: the fields she speaks of, in the shape of `content_of`; only those that differ are kept.
    `reference`: what it came from, once for each `source`: the same again gives the first one, with the same
    code. `held_for`: reasons of the caller's, such as "burst". `by`: a member who proposes while signed in;
    kept as a keyed mark alone, so that she does not decide on it herself. Raises `WrongContent`,
    `NothingProposed`, `NotOnTheMap`; nothing is kept then.
    """
    if by is not None:
        reference = (reference or uuid4().hex)[:64]
        reference = f"{reference}-{own_mark(reference, by)}"
    known = Proposal.objects.filter(source=source, reference=reference).first() if reference else None
    code = _code_for(source, reference)
    if known is not None:
        return known, code
    note = clean_text(note)
    about, changes = _what_changes(kind, service, dict(content or {}))
    if kind == ProposalKind.CORRECT and not (changes or note):
        raise NothingProposed(NothingProposed.message)
    if len(note) > LONGEST_TEXT:
        raise WrongContent({"note": TOO_LONG})
    held = [*dict.fromkeys([*reasons_to_hold(changes, note, about), *held_for])]
    proposal = Proposal(
        kind=kind,
        service=about,
        changes=changes,
        note=note,
        language=language,
        said_by=said_by,
        source=source,
        reference=reference,
        state=ProposalState.HELD if held else ProposalState.WAITING,
        held_for=held,
        receipt_mark=_receipt_mark(code),
        received_on=today(),
    )
    try:
        with transaction.atomic():
            proposal.save()
            record(verb="receive proposal", about=proposal, kind=kind, source=source)
    except IntegrityError:
        # Pressed twice at the same moment: the other one was quicker.
        return Proposal.objects.get(source=source, reference=reference), code
    return proposal, code


def own_mark(reference: str, person: Person) -> str:
    """Return the mark at the end of the reference of what a member proposed herself."""
    return mark_of(f"{reference} {person.pk}", purpose="own proposal")[:32]


def _what_changes(
    kind: str, service: Service | None, content: Content
) -> tuple[Service | None, dict[str, Any]]:
    wanted = {field: _tidied(field, value) for field, value in content.items()}
    if kind == ProposalKind.ADD:
        if faults := faults_in_new(wanted):
            raise WrongContent(faults)
        return None, changes_between({}, wanted)
    if service is None:
        if kind == ProposalKind.CORRECT and not wanted:
            return None, {}
        raise NotOnTheMap(NotOnTheMap.message)
    if service.state == State.MERGED and service.merged_into is not None:
        # Only what she meant to change goes over, not all that the two records differ in.
        before = content_of(service)
        wanted = {field: pair["new"] for field, pair in changes_between(before, wanted).items()}
        service = service.merged_into
    if service.state != State.PUBLIC:
        raise NotOnTheMap(NotOnTheMap.message)
    return service, _differing(kind, service, wanted)


def _differing(kind: str, service: Service, wanted: Content) -> dict[str, Any]:
    if kind != ProposalKind.CORRECT:
        return {}
    before = content_of(service)
    if faults := faults_in(wanted):
        raise WrongContent(faults)
    changes = changes_between(before, wanted)
    if wanted and not changes:
        raise NothingProposed(NothingProposed.message)
    return changes


def _tidied(field: str, value: Any) -> Any:
    """Clean a value as the record will; what has the wrong shape stays, for `faults_in` to tell."""
    try:
        return tidied(field, value) if field in BY_NAME or field.startswith((CLAIM, PLACE)) else value
    except (TypeError, AttributeError):
        return value


def proposal_with_code(code: str) -> Proposal:
    """Return what a receipt speaks of, however its code was typed. Raises `NoSuchProposal`."""
    plain = canonical(code)
    found = Proposal.objects.select_related("service").filter(receipt_mark=_receipt_mark(plain)).first()
    if found is None or len(plain) != LENGTH:
        raise NoSuchProposal(NoSuchProposal.message)
    return found


@transaction.atomic
def take_back(*, code: str) -> None:
    """Take a proposal back with its receipt: what was written is erased at once. Raises `NoSuchProposal`,
    `AlreadyEnded`.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal_with_code(code).pk)
    if proposal.state not in OPEN:
        raise AlreadyEnded(AlreadyEnded.message)
    proposal.state, proposal.decided_on = ProposalState.TAKEN_BACK, today()
    proposal.changes, proposal.note = {}, ""
    proposal.save()
    proposal.verdicts.all().delete()
    record(verb="take back proposal", about=proposal)


def without_fine_places(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes without addresses and positions: what was decided needs none any more."""
    return {
        field: {
            side: {**value, **dict.fromkeys(FINE_PARTS, "")} if value and field.startswith(PLACE) else value
            for side, value in pair.items()
        }
        for field, pair in changes.items()
    }


def erase_decided() -> int:
    """Erase proposals that were decided `KEPT_DAYS` ago; return how many. Their changes stay in history."""
    due = today() - datetime.timedelta(days=KEPT_DAYS)
    # What was taken back with its survey answer has no day of its own.
    undated = Q(decided_on=None, received_on__lte=due) & ~Q(state__in=OPEN)
    _total, by_model = Proposal.objects.filter(Q(decided_on__lte=due) | undated).delete()
    return by_model.get("services.Proposal", 0)


def _code_for(source: str, reference: str) -> str:
    """Return the code of a receipt: by lot, or drawn from the reference, so that a repeated press shows the
    same one. Nobody reckons it out without the secret key.
    """
    if not reference:
        return new_code()
    number = int(mark_of(f"{source} {reference}", purpose="receipt of a proposal"), 16)
    signs = "".join(SIGNS[(number >> (5 * place)) % len(SIGNS)] for place in range(LENGTH))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def _receipt_mark(code: str) -> str:
    return mark_of(canonical(code), purpose="code of a proposal")
