"""Who works on a paper: named, handed over, left. Papers have one holder, and never none by her own doing."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.campaigns.delivering.keys import take_from_others
from whrin.campaigns.enums import Role
from whrin.campaigns.models import Call, Duty, Listener, Paper, Seat
from whrin.campaigns.rules import may_publish
from whrin.campaigns.telling import SEAT, people_on, tell
from whrin.organisations.queries import member_named
from whrin.people.models import Person
from whrin.people.rules import is_active_member

#: Seats on one paper.
MOST_SEATS = 60


class CannotSeat(Exception):
    """This cannot be; nothing was changed."""


class NobodyNamedSo(CannotSeat):
    """No active member goes by this name."""

    def __init__(self) -> None:
        super().__init__(_("Nobody signs in with this name. Ask her what it is."))


class NotYourPaper(CannotSeat):
    """Only the holder decides who works on a paper."""

    def __init__(self) -> None:
        super().__init__(_("Only who holds this paper can do that."))


class HolderStays(CannotSeat):
    """The holder hands the paper over before she leaves."""

    def __init__(self) -> None:
        super().__init__(_("Hand the paper over first. Somebody must hold it."))


class TooManySeats(CannotSeat):
    """So many work on it already."""

    def __init__(self) -> None:
        super().__init__(_("So many people work on this paper already that nobody can be added."))


def _holds(paper: Paper, person: Person) -> bool:
    """Say whether she decides about seats: the holder; where there is none any more, staff that publishes."""
    holder = Seat.objects.filter(paper=paper, role=Role.HOLDER).first()
    return may_publish(person) if holder is None else holder.person_id == person.pk


def _named(name: str) -> Person:
    found = member_named(name)
    if found is None or not is_active_member(found):
        raise NobodyNamedSo
    return found


@transaction.atomic
def name_seat(*, paper: Paper, name: str, role: Role, by: Person) -> Seat:
    """Give the member who signs in with this name a role; twice is once. A paper whose holder deleted her
    account gets another one so. Raises heirs of `CannotSeat`.
    """
    Paper.objects.select_for_update().get(pk=paper.pk)
    is_without = not Seat.objects.filter(paper=paper, role=Role.HOLDER).exists()
    if not _holds(paper, by) or (role == Role.HOLDER and not is_without):
        raise NotYourPaper
    person = _named(name)
    if Seat.objects.filter(paper=paper).count() >= MOST_SEATS:
        raise TooManySeats
    seat, is_new = Seat.objects.get_or_create(paper=paper, person=person, role=role)
    if is_new:
        record(verb="give seat", about=paper, by=by, role=role.value)
        if person.pk != by.pk:
            tell(SEAT, str(paper.pk), [one for one in people_on(paper) if one.pk == person.pk])
    return seat


@transaction.atomic
def hand_over(*, seat: Seat, by: Person) -> None:
    """Make whoever has this seat the holder; who held the paper goes on as a writer. Raises
    `NotYourPaper`.
    """
    paper = Paper.objects.select_for_update().get(pk=seat.paper_id)
    if not _holds(paper, by):
        raise NotYourPaper
    before = Seat.objects.filter(paper=paper, role=Role.HOLDER).exclude(person=seat.person)
    for held in before:
        Seat.objects.get_or_create(paper=paper, person=held.person, role=Role.WRITER)
    before.delete()
    Seat.objects.get_or_create(paper=paper, person=seat.person, role=Role.HOLDER)
    for call in Call.objects.filter(paper=paper).select_related("paper", "key"):
        take_from_others(call, by=by)
    if seat.person_id != by.pk:
        tell(SEAT, str(paper.pk), [one for one in people_on(paper) if one.pk == seat.person_id])
    record(verb="hand over paper", about=paper, by=by)


@transaction.atomic
def end_seat(*, seat: Seat, by: Person) -> None:
    """End a role: the holder anybody's, everybody her own. Raises `NotYourPaper`, `HolderStays`."""
    paper = Paper.objects.select_for_update().get(pk=seat.paper_id)
    if seat.person_id != by.pk and not _holds(paper, by):
        raise NotYourPaper
    if seat.role == Role.HOLDER:
        raise HolderStays
    record(verb="end seat", about=paper, by=by, role=seat.role)
    person = seat.person
    seat.delete()
    if not Seat.objects.filter(paper=paper, person=person).exists():
        Listener.objects.filter(paper=paper, person=person).delete()
        Duty.objects.filter(paper=paper, person=person).update(person=None)


@transaction.atomic
def settle_letters(*, paper: Paper, by: Person, wants_letters: bool, is_neutral: bool) -> None:
    """Set which letters of a paper she gets. Her own choice, told to nobody and not written down."""
    chosen = {"wants_letters": wants_letters, "is_neutral": is_neutral}
    Listener.objects.update_or_create(paper=paper, person=by, defaults=chosen)


@transaction.atomic
def release_seats(*, person: Person) -> None:
    """Her account goes: a paper that she held passes to the one who has written on it longest, else to
    whoever approves or reviews it longest.
    """
    order = [Role.WRITER, Role.APPROVER, Role.REVIEWER]
    for held in Seat.objects.filter(person=person, role=Role.HOLDER).select_related("paper"):
        others = list(Seat.objects.filter(paper=held.paper, person__is_active=True).exclude(person=person))
        others.sort(key=lambda one: (order.index(Role(one.role)), one.pk))
        held.delete()
        if others:
            Seat.objects.create(paper=held.paper, person=others[0].person, role=Role.HOLDER)
            record(verb="pass paper on", about=held.paper)
    Seat.objects.filter(person=person).delete()
