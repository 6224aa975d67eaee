"""Coming in: an account is made, by invitation, or with words that a person will read."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.people.actions.recovery import make_recovery_phrase
from whrin.people.choosing_names import is_harmless, is_taken, is_to_be_had
from whrin.people.codes import number_in
from whrin.people.keys import new_wrapped_key, seal_for
from whrin.people.labels import APPLICATION, label
from whrin.people.marks import stand_in_for
from whrin.people.models import Application, DataKey, Invitation, Membership, Person, Vouch
from whrin.people.names import seal_name
from whrin.people.recovery import canonical, new_code
from whrin.people.refusals import PeopleRefusal
from whrin.people.sealing import fingerprint

#: Days that an invitation is good for.
INVITATION_DAYS = 30
#: Invitations of one member that wait for their guest.
INVITATIONS_AT_ONCE = 10


class ChooseAnotherName(PeopleRefusal):
    """The name is not to be had. Why, nobody is told."""

    def __init__(self) -> None:
        super().__init__(_("Choose another name, or take one of these."))


class InvitationNotGood(PeopleRefusal):
    """The code was used, is out of date, or is none of ours."""

    def __init__(self) -> None:
        super().__init__(
            _("This invitation code is not good, or not good any more. Check it, or ask for another.")
        )


class TooManyInvitations(PeopleRefusal):
    """Enough of her invitations are on their way."""

    def __init__(self) -> None:
        super().__init__(_("Ten of your invitations are still waiting. Make another when one is used."))


class CannotVouch(PeopleRefusal):
    """The code stands for nobody who waits, or for herself."""

    def __init__(self) -> None:
        super().__init__(_("Nobody is waiting under this code. Check it with her."))


def valid_until(day: datetime.date) -> datetime.date:
    """Return when a membership that begins or is renewed on `day` is next asked about.

    The end of the quarter, a year later: so the date does not tell on which day she came.
    """
    month = (day.month - 1) // 3 * 3 + 3
    first_after = datetime.date(day.year + 1 + month // 12, month % 12 + 1, 1)
    return first_after - datetime.timedelta(days=1)


@transaction.atomic
def make_member(
    *,
    name: str,
    passphrase: str,
    kind: str = Membership.Kind.MEMBER,
    state: str = Membership.State.APPLIED,
    language: str = "en",
) -> tuple[Person, str]:
    """Make an account with its key and membership; return it and its recovery phrase, to be shown once.

    Raises `ChooseAnotherName`, also when somebody took the name a moment ago.
    """
    if not is_harmless(name) or is_taken(name):
        raise ChooseAnotherName
    person = Person(username=stand_in_for(name))
    person.set_password(passphrase)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise ChooseAnotherName from None
    DataKey.objects.create(person=person, wrapped=new_wrapped_key())
    seal_name(person, name)
    person.save(update_fields=["sealed_name"])
    is_active = state == Membership.State.ACTIVE
    until = valid_until(today()) if is_active else None
    membership = Membership.objects.create(
        person=person, kind=kind, state=state, interface_language=language, valid_until=until
    )
    record(verb="join", about=membership, by=person)
    return person, make_recovery_phrase(person=person, language=language)


@transaction.atomic
def join_by_invitation(
    *, code: str, name: str, passphrase: str, language: str, was_offered: bool = False
) -> tuple[Person, str]:
    """Use up an invitation and make its guest a member at once. Raises `InvitationNotGood`,
    `ChooseAnotherName`; then the invitation is still good.

    `was_offered`: the name is one that we offered her, so it is not refused by lot.
    """
    now = today()
    good = Invitation.objects.filter(fingerprint=fingerprint(canonical(code)), expires_on__gte=now)
    invitation = good.select_for_update().first()
    if invitation is None:
        raise InvitationNotGood
    if not is_to_be_had(name, was_offered=was_offered):
        raise ChooseAnotherName
    made = make_member(
        name=name,
        passphrase=passphrase,
        kind=invitation.kind,
        state=Membership.State.ACTIVE,
        language=language,
    )
    invitation.delete()
    return made


@transaction.atomic
def apply(
    *, name: str, passphrase: str, words: str, kind: str, language: str, was_offered: bool = False
) -> tuple[Person, str]:
    """Make an account that waits for an answer. `was_offered` as in joining by invitation.

    Raises `ChooseAnotherName`.
    """
    if not is_to_be_had(name, was_offered=was_offered):
        raise ChooseAnotherName
    person, phrase = make_member(name=name, passphrase=passphrase, kind=kind, language=language)
    sealed = seal_for(person, words, label=label(APPLICATION, person))
    application = Application.objects.create(person=person, sealed_words=sealed)
    record(verb="apply", about=application, by=person)
    return person, phrase


@transaction.atomic
def invite(*, by: Person, kind: str = Membership.Kind.MEMBER) -> str:
    """Make an invitation and return its code, which is shown once. Raises `TooManyInvitations`."""
    if by.invitations.count() >= INVITATIONS_AT_ONCE:
        raise TooManyInvitations
    code = new_code()
    until = today() + datetime.timedelta(days=INVITATION_DAYS)
    invitation = Invitation.objects.create(
        fingerprint=fingerprint(canonical(code)), made_by=by, kind=kind, expires_on=until
    )
    record(verb="invite", about=invitation)
    return code


@transaction.atomic
def vouch(*, code: str, by: Person) -> Vouch:
    """Give a member's word for the woman whose code this is; a second time changes nothing.

    The audit log does not say who vouched. Raises `CannotVouch`.
    """
    number = number_in(code, purpose="application")
    waiting = Application.objects.filter(answered_on=None, person__membership__state=Membership.State.APPLIED)
    application = waiting.filter(pk=number).exclude(person=by).first() if number is not None else None
    if application is None:
        raise CannotVouch
    word, made = Vouch.objects.get_or_create(application=application, by=by)
    if made:
        record(verb="vouch", about=application)
    return word
