"""Who comes to a meeting: she registers, confirms, takes it back."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.events.enums import Coming, State
from whrin.events.letters import ASK, MEETING, send_about
from whrin.events.models import Occasion, Registration
from whrin.events.sealing import Comer, seal_comer
from whrin.kit.days import today
from whrin.kit.text import clean_line
from whrin.people.marks import mark_of, mark_of_address
from whrin.people.models import Person

#: Letters that one address gets to confirm one registration.
_ASKED = 3


class RegistrationClosed(ValueError):
    """The meeting takes no registrations, is over or was withdrawn."""

    message = _("This meeting takes no registrations any more.")


def takes_registrations(occasion: Occasion) -> bool:
    """Say whether one may register now."""
    is_ahead = occasion.ends_at is not None and occasion.ends_at > timezone.now()
    return occasion.takes_registrations and occasion.state == State.PUBLIC and is_ahead


def mark_for(occasion: Occasion, *, address: str = "", person: Person | None = None) -> str:
    """Return the mark of an address or a member at one meeting; at another hers is another."""
    who = f"person {person.pk}" if person else mark_of_address(address)
    return mark_of(f"{occasion.uid} {who}", purpose="coming to a meeting")


@transaction.atomic
def register(*, occasion: Occasion, name: str, address: str, language: str, by: Person | None) -> None:
    """Write down that a visitor (`address`) or a member (`by`) wants to come. A visitor is asked by letter
    whether it was she; who registers twice is there once. Raises `RegistrationClosed`.
    """
    if not takes_registrations(occasion):
        raise RegistrationClosed(RegistrationClosed.message)
    mark = mark_for(occasion, address=address, person=by)
    row, is_new = Registration.objects.get_or_create(
        occasion=occasion,
        mark=mark,
        defaults={
            "person": by,
            "day": today(),
            "state": Coming.COMING if by else Coming.WAITING,
        },
    )
    row.occasion = occasion
    if is_new:
        comer = Comer(clean_line(name), "" if by else address.strip(), language)
        row.sealed = seal_comer(row, comer)
        row.told = _told_already(occasion)
        row.save()
        record(verb="register for meeting", about=occasion)
    if by is not None:
        if is_new:
            send_about(row, MEETING, "joined")
    elif row.state == Coming.WAITING and row.told.count(ASK) < _ASKED:
        row.told = [*row.told, ASK]
        row.save(update_fields=["told"])
        send_about(row, ASK, str(row.told.count(ASK)))


def _told_already(occasion: Occasion) -> list[str]:
    """Return the reminders that the first letter stands for: one day before needs no second letter."""
    begins = occasion.begins_at
    return ["day"] if begins and begins - timezone.now() < datetime.timedelta(hours=25) else []


@transaction.atomic
def confirm(*, registration: Registration) -> None:
    """It was she; confirming twice is once. Raises `RegistrationClosed`."""
    locked = Registration.objects.select_for_update().select_related("occasion").get(pk=registration.pk)
    if not takes_registrations(locked.occasion):
        raise RegistrationClosed(RegistrationClosed.message)
    if locked.state == Coming.WAITING:
        locked.state = Coming.COMING
        locked.save(update_fields=["state"])
        record(verb="confirm registration", about=locked.occasion)
        send_about(locked, MEETING, "joined")
    registration.refresh_from_db()


@transaction.atomic
def take_back(*, registration: Registration) -> None:
    """She cannot come: the row is deleted, and nothing of it is kept."""
    record(verb="take back registration", about=registration.occasion)
    registration.delete()
