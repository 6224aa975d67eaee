"""Belonging: accepted or not, renewed, lapsed, left, suspended, and looked at again."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.people.actions.joining import valid_until
from whrin.people.keys import seal_for
from whrin.people.labels import ANSWER, APPEAL, APPEAL_ANSWER, REASON, label
from whrin.people.models import Appeal, Application, Invitation, Membership, Person
from whrin.people.refusals import PeopleRefusal

#: Days after its date that a membership lapses, if she has not said that she stays.
GRACE_DAYS = 60


class NeedsReason(PeopleRefusal):
    """Nobody is refused, suspended or answered without words."""

    def __init__(self) -> None:
        super().__init__(_("Write the reason, for her to read."))


class NotOpen(PeopleRefusal):
    """Somebody was quicker, or there is nothing to decide."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to decide here, or somebody has decided already."))


class SomebodyElse(PeopleRefusal):
    """Who suspended a member does not answer her appeal."""

    def __init__(self) -> None:
        super().__init__(_("You suspended her, so somebody else answers."))


def _activate(membership: Membership) -> None:
    membership.state = Membership.State.ACTIVE
    membership.valid_until = valid_until(today())
    membership.sealed_reason = ""
    membership.save()


@transaction.atomic
def answer_application(*, application: Application, accepts: bool, words: str, by: Person) -> Application:
    """Take an applicant in, or not, with words for her. Raises `NeedsReason`, `NotOpen`."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    membership = Membership.objects.select_for_update().get(person=application.person_id)
    if application.answered_on or membership.state != Membership.State.APPLIED:
        raise NotOpen
    if not accepts and not words:
        raise NeedsReason
    if accepts:
        _activate(membership)
    else:
        membership.state = Membership.State.REFUSED
        membership.save()
    if words:
        application.sealed_answer = seal_for(
            application.person, words, label=label(ANSWER, application.person)
        )
    application.answered_on = today()
    application.save()
    record(verb="accept a member" if accepts else "refuse a member", about=membership, by=by)
    return application


@transaction.atomic
def renew(*, person: Person) -> Membership:
    """Say for another year that she stays; a lapsed member comes back by it. Raises `NotOpen`."""
    membership = Membership.objects.select_for_update().filter(person=person).first()
    if membership is None or membership.state not in {Membership.State.ACTIVE, Membership.State.LAPSED}:
        raise NotOpen
    _activate(membership)
    record(verb="renew", about=membership, by=person)
    return membership


@transaction.atomic
def leave(*, person: Person) -> None:
    """End her membership; the account stays, for her to read, export and delete."""
    for membership in Membership.objects.filter(person=person):
        record(verb="leave", about=membership, by=person)
        membership.delete()


@transaction.atomic
def suspend(*, membership: Membership, reason: str, by: Person) -> Membership:
    """Close the doors of the network to a member for now, with a reason she can read and answer."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.state != Membership.State.ACTIVE:
        raise NotOpen
    if not reason:
        raise NeedsReason
    membership.state = Membership.State.SUSPENDED
    membership.sealed_reason = seal_for(membership.person, reason, label=label(REASON, membership.person))
    membership.save()
    Appeal.objects.update_or_create(
        membership=membership,
        defaults={
            "suspended_by": by.get_username(),
            "sealed_words": "",
            "sealed_answer": "",
            "answered_on": None,
        },
    )
    record(verb="suspend a member", about=membership, by=by)
    return membership


@transaction.atomic
def appeal(*, person: Person, words: str) -> Appeal:
    """Ask for another look, once for each suspension. Raises `NeedsReason`, `NotOpen`."""
    found = Appeal.objects.select_for_update().filter(membership__person=person).first()
    if found is None or found.sealed_words or found.membership.state != Membership.State.SUSPENDED:
        raise NotOpen
    if not words:
        raise NeedsReason
    found.sealed_words = seal_for(person, words, label=label(APPEAL, person))
    found.save()
    record(verb="appeal", about=found, by=person)
    return found


@transaction.atomic
def answer_appeal(*, appeal: Appeal, lifts: bool, words: str, by: Person) -> Appeal:
    """Lift a suspension or let it stand, with words for her.

    Raises `SomebodyElse`, `NeedsReason`, `NotOpen`.
    """
    found = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if found.answered_on or not found.sealed_words:
        raise NotOpen
    if found.suspended_by == by.get_username():
        raise SomebodyElse
    if not words:
        raise NeedsReason
    person = found.membership.person
    found.sealed_answer = seal_for(person, words, label=label(APPEAL_ANSWER, person))
    found.answered_on = today()
    found.save()
    if lifts:
        _activate(found.membership)
    record(verb="lift a suspension" if lifts else "uphold a suspension", about=found.membership, by=by)
    return found


@transaction.atomic
def lapse_memberships() -> int:
    """Let memberships lapse that nobody renewed in time; return how many."""
    late = today() - datetime.timedelta(days=GRACE_DAYS)
    due = Membership.objects.filter(state=Membership.State.ACTIVE, valid_until__lt=late)
    lapsed = 0
    for membership in due:
        Membership.objects.filter(pk=membership.pk).update(state=Membership.State.LAPSED)
        record(verb="lapse", about=membership)
        lapsed += 1
    return lapsed


def forget_answered() -> None:
    """Delete applications and appeals 30 days after the answer, and invitations out of date.

    An appeal that nobody wrote stays with its suspension; one that was upheld makes room for another.
    """
    old = today() - datetime.timedelta(days=30)
    Application.objects.filter(answered_on__lt=old).delete()
    Appeal.objects.filter(answered_on__lt=old).exclude(membership__state=Membership.State.SUSPENDED).delete()
    Appeal.objects.filter(answered_on__lt=old).update(sealed_words="", sealed_answer="", answered_on=None)
    Invitation.objects.filter(expires_on__lt=today()).delete()
