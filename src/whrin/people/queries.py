"""What pages read about accounts: always of the person who asks, or of those whom the desk may answer."""

import datetime
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.db.models import Count, QuerySet
from django.utils import timezone

from whrin.people.addresses import read_address
from whrin.people.codes import code_for
from whrin.people.keys import open_for
from whrin.people.labels import ANSWER, APPEAL, APPEAL_ANSWER, APPLICATION, CARD, REASON, label
from whrin.people.models import (
    Address,
    Appeal,
    Application,
    Card,
    CardShown,
    Membership,
    OpenSession,
    Person,
)
from whrin.people.names import name_of

#: Days before its date that a membership can be renewed.
_ASKED_DAYS = 60


@dataclass(frozen=True)
class Account:
    """What her own page says. `answer`: to her application or her appeal. `code`: for who vouches."""

    name: str
    membership: Membership | None
    is_active: bool
    email: str
    address: Address | None
    member_code: str = ""
    vouching_code: str = ""
    answer: str = ""
    reason: str = ""
    may_appeal: bool = False
    is_asked: bool = False


def account_of(person: Person) -> Account:
    """Return what a person's own page says."""
    membership = Membership.objects.filter(person=person).select_related("appeal").first()
    address = Address.objects.filter(person=person).select_related("person").first()
    states = Membership.State
    state = membership.state if membership else ""
    application = Application.objects.filter(person=person).first()
    found = getattr(membership, "appeal", None)
    answer = _answer(person, application, found)
    return Account(
        name=name_of(person),
        membership=membership,
        is_active=state == states.ACTIVE,
        email=read_address(address) if address else "",
        address=address,
        member_code=code_for(person.pk, purpose="member") if state == states.ACTIVE else "",
        vouching_code=code_for(application.pk, purpose="application")
        if application and state == states.APPLIED
        else "",
        answer=answer,
        reason=open_for(person, membership.sealed_reason, label=label(REASON, person)) if membership else "",
        may_appeal=state == states.SUSPENDED and found is not None and not found.sealed_words,
        is_asked=_is_asked(membership),
    )


def _answer(person: Person, application: Application | None, found: Appeal | None) -> str:
    if found and found.sealed_answer:
        return open_for(person, found.sealed_answer, label=label(APPEAL_ANSWER, person))
    if application and application.sealed_answer:
        return open_for(person, application.sealed_answer, label=label(ANSWER, person))
    return ""


def _is_asked(membership: Membership | None) -> bool:
    if membership is None or membership.state == Membership.State.LAPSED:
        return membership is not None
    soon = timezone.now().date() + datetime.timedelta(days=_ASKED_DAYS)
    until = membership.valid_until
    return membership.state == Membership.State.ACTIVE and until is not None and until <= soon


def sessions_of(person: Person) -> QuerySet[OpenSession]:
    """Return her sessions that are still open, the newest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return OpenSession.objects.filter(person=person, row_key__in=alive).order_by("-began", "-pk")


def card_of(person: Person) -> str:
    """Return the words of her card; "" without one."""
    card = Card.objects.filter(person=person).first()
    return open_for(person, card.sealed_words, label=label(CARD, person)) if card else ""


def shown_by(person: Person) -> list[tuple[CardShown, str]]:
    """Return to whom her card is shown: each row with that member's code, which she was told."""
    rows = CardShown.objects.filter(card__person=person).order_by("pk")
    return [(row, code_for(row.to_id, purpose="member")) for row in rows]


def cards_shown_to(person: Person) -> QuerySet[CardShown]:
    """Return the cards that active members show her."""
    shown = CardShown.objects.filter(
        to=person,
        card__person__membership__state=Membership.State.ACTIVE,
        card__person__data_key__isnull=False,  # she may be going at this moment
    )
    return shown.select_related("card__person__data_key").order_by("pk")


def words_on(shown: CardShown) -> tuple[str, str]:
    """Return a card's words and the code of the member whose card it is."""
    owner = shown.card.person
    words = open_for(owner, shown.card.sealed_words, label=label(CARD, owner))
    return words, code_for(owner.pk, purpose="member")


def waiting_applications() -> QuerySet[Application]:
    """Return the applications that wait for an answer, the oldest first, with `words_given`: of members."""
    waiting = Application.objects.filter(
        answered_on=None, person__membership__state=Membership.State.APPLIED, person__is_active=True
    )
    return waiting.select_related("person__membership").annotate(words_given=Count("vouches")).order_by("pk")


def waiting_appeals() -> QuerySet[Appeal]:
    """Return the appeals that wait for an answer, the oldest first."""
    waiting = Appeal.objects.filter(
        answered_on=None,
        membership__state=Membership.State.SUSPENDED,
        membership__person__data_key__isnull=False,  # she may be going at this moment
    )
    return waiting.exclude(sealed_words="").select_related("membership__person").order_by("pk")


def words_of_application(application: Application) -> str:
    """Return what an applicant wrote, for the one who answers."""
    person = application.person
    return open_for(person, application.sealed_words, label=label(APPLICATION, person))


def words_of_appeal(appeal: Appeal) -> tuple[str, str]:
    """Return the reason of a suspension, and what the member wrote about it."""
    person = appeal.membership.person
    reason = open_for(person, appeal.membership.sealed_reason, label=label(REASON, person))
    return reason, open_for(person, appeal.sealed_words, label=label(APPEAL, person))
