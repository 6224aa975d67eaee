"""Press contacts, releases sent to them, what was written, and who speaks."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import Actor, record
from whrin.campaigns.enums import State
from whrin.campaigns.models import (
    Coverage,
    Paper,
    PressContact,
    PressLetter,
    PressMailing,
    Spokesperson,
)
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.kit.text import clean_line
from whrin.mailing.queue import ToSend, enqueue_many
from whrin.people.marks import mark_of, mark_of_address

#: The letter of a release, as mail knows it.
KIND = "campaigns.release"
#: Months that a contact is kept, unless told otherwise, and days that a spokesperson is after her time.
MONTHS_KEPT, DAYS_AFTER = 24, 30
#: Contacts in one batch of letters.
BATCH = 200


class NotForPress(Exception):
    """The paper is neither public nor under embargo: there is nothing to send yet."""

    def __init__(self) -> None:
        super().__init__(_("Publish it first. With a time before which nobody may show it, if you want."))


def mark_for(address: str) -> str:
    """Return what a contact is found by."""
    return mark_of(mark_of_address(address), purpose="press contact")


@transaction.atomic
def save_contact(*, name: str, outlet: str, address: str, by: Actor, **columns: Any) -> PressContact:
    """Keep a journalist who agreed; one with the same address is written anew."""
    mark = mark_for(address)
    held = PressContact.objects.select_for_update().filter(mark=mark).first() or PressContact(mark=mark)
    for column, value in columns.items():
        setattr(held, column, value)
    held.kept_until = columns.get("kept_until") or _in_months(held.consent_on, MONTHS_KEPT)
    held.write(name=clean_line(name), outlet=clean_line(outlet), address=clean_line(address))
    held.save()
    record(verb="save press contact", about=held, by=by)
    return held


@transaction.atomic
def erase_contact(*, contact: PressContact, by: Actor | None) -> None:
    """Erase a contact and her key, so that nothing of her can be read any more."""
    record(verb="erase press contact", about=contact, by=by)
    contact.delete()


def contacts_for(asked: Mapping[str, str], *, is_embargoed: bool = False) -> list[PressContact]:
    """Return the contacts of a filter: `country`, `language`, `beat`; empty ones do not count. Of a release
    under embargo only those who keep embargoes.
    """
    found = PressContact.objects.filter(kept_until__gte=today())
    if asked.get("country"):
        found = found.filter(country=asked["country"])
    if is_embargoed:
        found = found.filter(takes_embargoed=True)
    # Two databases ask lists in two ways; contacts are hundreds.
    return [
        contact
        for contact in found
        if (not asked.get("language") or asked["language"] in contact.languages)
        and (not asked.get("beat") or asked["beat"] in contact.beats)
    ]


@transaction.atomic
def send_release(*, paper: Paper, language: str, asked: Mapping[str, str], by: Actor) -> PressMailing:
    """Queue a release to those whom a filter finds and who did not get it yet; twice is once.

    Raises `NotForPress`.
    """
    held = Paper.objects.select_for_update().get(pk=paper.pk)
    is_embargoed = held.is_embargoed()
    if held.state != State.PUBLISHED:
        raise NotForPress
    told = set(PressLetter.objects.filter(paper=held).values_list("contact", flat=True))
    contacts = [one for one in contacts_for(asked, is_embargoed=is_embargoed) if one.pk not in told]
    mailing = PressMailing.objects.create(
        paper=held, language=language, asked=dict(asked), many=len(contacts), is_embargoed=is_embargoed
    )
    letters = [PressLetter(mailing=mailing, paper=held, contact=contact) for contact in contacts]
    PressLetter.objects.bulk_create(letters, batch_size=BATCH)
    enqueue_many(_letters(mailing, contacts))
    record(verb="send release", about=held, by=by, many=len(contacts))
    return mailing


def _letters(mailing: PressMailing, contacts: Iterable[PressContact]) -> Iterable[ToSend]:
    for contact in contacts:
        _name, _outlet, address = contact.read()
        stem = mark_of(f"{KIND} {mailing.paper_id} {contact.pk}", purpose="stem of a letter")
        yield ToSend(KIND, f"{mailing.pk}:{contact.pk}", None, mailing.language, stem, address)


@transaction.atomic
def save_coverage(*, row: Coverage, by: Actor) -> None:
    """Keep something that was written about the network's work."""
    row.save()
    record(verb="save coverage", about=row, by=by)
    advance_on_commit()


@transaction.atomic
def save_spokesperson(*, row: Spokesperson, by: Actor) -> None:
    """Keep somebody who agreed to speak in public."""
    row.save()
    record(verb="save spokesperson", about=row, by=by)
    advance_on_commit()


@transaction.atomic
def remove_row(*, row: Coverage | Spokesperson, by: Actor) -> None:
    """Delete an entry of the log of coverage, or somebody who no longer speaks."""
    record(verb="remove from press room", about=row, by=by)
    row.delete()
    advance_on_commit()


def forget_press() -> int:
    """Erase contacts and spokespeople whose time is over; return how many. Daily."""
    gone = PressContact.objects.filter(kept_until__lt=today()).delete()[0]
    long_ago = today() - datetime.timedelta(days=DAYS_AFTER)
    return gone + Spokesperson.objects.filter(until__lt=long_ago).delete()[0]


def _in_months(day: datetime.date, months: int) -> datetime.date:
    return day + datetime.timedelta(days=months * 365 // 12)
