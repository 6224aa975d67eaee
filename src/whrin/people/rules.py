"""May she come in, and does she belong?"""

from collections.abc import Iterable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from whrin.people.lived_experience import DRUGS, declared
from whrin.people.models import Membership, Person

#: In the session of a person who has just set up a second factor, and so has shown it.
SHOWN = "second_factor_shown"
#: Where a person's instance keeps her membership.
_AT_HAND = "_membership_at_hand"


def has_second_factor(request: HttpRequest) -> bool:
    """Say whether the person has an authenticator app or a passkey."""
    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return is_mfa_enabled(request.user, types)  # type: ignore[arg-type]  # anonymous people have none


def may_open_the_desk(request: HttpRequest) -> bool:
    """Say whether she is one of the staff, and this session has shown a second factor, or none is asked for.

    That the account has one is not enough: a session opened by passphrase alone, before there was one,
    stays outside.
    """
    if not request.user.is_staff:
        return False
    if not settings.WHRIN_SECOND_FACTOR:
        return True
    if not has_second_factor(request):
        return False
    records = get_authentication_records(request, request.user)
    return bool(request.session.get(SHOWN)) or any(step.get("method") == "mfa" for step in records)


def _membership_of(person: Person) -> Membership | None:
    if _AT_HAND in person.__dict__:
        found: Membership | None = person.__dict__[_AT_HAND]
        return found
    return Membership.objects.filter(person=person).first()


def keep_membership(person: Person) -> None:
    """Ask once for this instance of a person, not at each question: at the door of a page, whose questions
    are answered at one moment. Lists bring it along: `select_related("person__membership")`.
    """
    person.__dict__[_AT_HAND] = getattr(person, "membership", None)


def is_active_member(person: Person | AnonymousUser) -> bool:
    """Say whether the person belongs to the network today, of whatever kind."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    membership = _membership_of(person)
    return membership is not None and membership.state == Membership.State.ACTIVE


def has_lived_experience(person: Person | AnonymousUser) -> bool:
    """Say whether she has declared that she uses or has used drugs. For gates alone: never shown, never
    listed.
    """
    if not isinstance(person, Person):
        return False
    membership = _membership_of(person)
    return membership is not None and DRUGS in declared(membership)


def meets_threshold(people: Iterable[Person], at_least: int) -> bool:
    """Say whether so many of these people have lived experience. A yes or a no, never how many."""
    return sum(has_lived_experience(person) for person in people) >= at_least


def may_answer_members(person: Person | AnonymousUser) -> bool:
    """Say whether she reads applications and appeals, suspends, and answers."""
    return person.is_active and person.is_staff and person.has_perm("people.change_membership")
