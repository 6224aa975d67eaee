"""How two moderators together may see who a participant is: actions.

One asks, with a reason; another agrees; then it is shown to the one who asked, once. Both steps stand in the
space's log, which its participants read.
"""

from django.db import transaction

from whrin.forum.models import Entry, NameRequest, Participant
from whrin.forum.moderating import MOST_WORDS, DoneAlready, NoReason, NotYours, refuse_others
from whrin.forum.moderation_log import write
from whrin.forum.rules import is_moderator
from whrin.forum.sealing import seal_in_space
from whrin.kit.text import clean_text
from whrin.people.addresses import address_of
from whrin.people.names import name_of


def label_of_request(request: NameRequest) -> str:
    """Return the place that a request's reason is sealed for."""
    return f"forum.NameRequest:{request.pk}"


@transaction.atomic
def ask_name(*, by: Participant, participant: Participant, reason: str) -> NameRequest:
    """Ask to see who a participant is. Asking twice is asking once. Raises `NotYours`, `NoReason`."""
    refuse_others(by, participant.space_id, about=participant.pk)
    reason = clean_text(reason)[:MOST_WORDS]
    if not reason:
        raise NoReason
    there = NameRequest.objects.filter(participant=participant, asked_by=by).first()
    if there is not None:
        return there
    request = NameRequest.objects.create(participant=participant, asked_by=by)
    request.sealed_reason = seal_in_space(by.space, reason, label=label_of_request(request))
    request.save(update_fields=["sealed_reason"])
    write(by=by, verb=Entry.Verb.ASK_NAME, about=participant.uid)
    return request


@transaction.atomic
def agree_to_name(*, by: Participant, request: NameRequest) -> None:
    """Agree that the one who asked sees who it is. Raises `NotYours`, `DoneAlready`."""
    found = _locked(by, request)
    if found.asked_by_id == by.pk or found.participant_id == by.pk:
        raise NotYours
    if found.agreed_by_id is not None:
        raise DoneAlready
    found.agreed_by = by
    found.save(update_fields=["agreed_by"])
    write(by=by, verb=Entry.Verb.SEE_NAME, about=found.participant.uid)


@transaction.atomic
def see_name(*, by: Participant, request: NameRequest) -> str:
    """Return who the participant is, once: her e-mail address, else her account's name. The request goes.

    Raises `NotYours` without the word of another moderator who still is one.
    """
    found = _locked(by, request)
    if found.asked_by_id != by.pk or not is_moderator(found.agreed_by):
        raise NotYours
    person = found.participant.person
    found.delete()
    return address_of(person) or name_of(person)


@transaction.atomic
def drop_request(*, by: Participant, request: NameRequest) -> None:
    """Take a request back, or say no to it. Raises `NotYours`."""
    _locked(by, request).delete()


def _locked(by: Participant, request: NameRequest) -> NameRequest:
    rows = NameRequest.objects.select_for_update(of=("self",))
    found = rows.select_related("participant__person", "agreed_by__person", "agreed_by__space")
    row = found.filter(pk=request.pk).first()
    if row is None:
        raise DoneAlready
    refuse_others(by, row.participant.space_id)
    return row
