"""Those on an old list's roster: each is asked once, at her own address, and comes in by answering.

Nobody is made a member by a roster. Whether an address was asked, has answered, or belongs to somebody who is
here already, is told to nobody: all numbers are those of the file.
"""

import datetime
from collections.abc import Sequence
from contextlib import suppress

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.forum.actions import join_space, settle_place
from whrin.forum.actions.joining import CannotJoin
from whrin.forum.archives.bringing import finish
from whrin.forum.archives.rosters import Entry
from whrin.forum.models import Move, OldSubscriber, Participant, Space
from whrin.forum.names import offered_in
from whrin.forum.sealing import name_in
from whrin.kit.days import today
from whrin.mailing.addresses import asked_address, at_domain
from whrin.mailing.letters import Letter
from whrin.mailing.lists import MailingList
from whrin.mailing.queue import enqueue
from whrin.people.actions.by_letter import join_by_letter
from whrin.people.addresses import language_of, person_with_address
from whrin.people.marks import mark_of, mark_of_address
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError, seal, unseal

ASK, WELCOME = "forum.moved", "forum.moved-in"
#: Letters that ask, in an hour: a new domain that writes to many at once is not believed.
MOST_AN_HOUR = 200
#: Days after which an address that did not answer is erased, and the row itself.
DAYS_KEPT, DAYS_KNOWN = 14, 365


def _mark(space: Space, address: str) -> str:
    return mark_of(f"{space.pk}:{mark_of_address(address)}", purpose="subscriber of an old list")


def _label(mark: str) -> str:
    return f"forum.OldSubscriber:{mark}"


def may_be_asked(space: Space) -> bool:
    """Say whether a roster can be brought in: the space has an address, and no woman need first declare
    something that only she can.
    """
    return bool(space.list_name and settings.WHRIN_MAIL_DOMAIN) and space.access != Space.Access.LIVED


@transaction.atomic
def take_in(*, move: Move, entries: Sequence[Entry]) -> None:
    """Remember whom to ask. An address that came before is not asked again."""
    rows = []
    for entry in entries:
        mark = _mark(move.space, entry.address)
        sealed = seal(entry.address, purpose=_label(mark))
        rows.append(OldSubscriber(space=move.space, mark=mark, sealed=sealed, delivery=entry.delivery))
    OldSubscriber.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    move.done = move.added = len(entries)
    move.save(update_fields=["done", "added"])
    finish(move=move)


def ask_some() -> None:
    """Queue the next letters that ask, the first that came first. Hourly."""
    waiting = OldSubscriber.objects.filter(asked_on=None).exclude(sealed="").order_by("pk")
    for row in waiting.select_related("space")[:MOST_AN_HOUR]:
        ask(row=row)


@transaction.atomic
def ask(*, row: OldSubscriber) -> None:
    """Queue the letter to one of them; who is in the space already gets none."""
    address = _address(row)
    row.asked_on = today()
    if not address or not may_be_asked(row.space) or _is_here(row.space, address):
        row.sealed = ""
    else:
        stem = mark_of(f"{ASK} {row.pk}", purpose="stem of a letter")
        language = row.space.language
        enqueue(kind=ASK, key=str(row.pk), person=None, language=language, stem=stem, address=address)
    row.save(update_fields=["sealed", "asked_on"])


def _address(row: OldSubscriber) -> str:
    try:
        return unseal(row.sealed, purpose=_label(row.mark)) if row.sealed else ""
    except CannotOpenError:
        return ""


def _is_here(space: Space, address: str) -> bool:
    person = person_with_address(address)
    return person is not None and Participant.objects.filter(space=space, person=person).exists()


def compose_question(key: str, _person: Person | None) -> Letter | None:
    """Return the letter that asks; None: she has answered, or her address is erased."""
    row = OldSubscriber.objects.filter(pk=int(key)).exclude(sealed="").select_related("space").first()
    if row is None:
        return None
    text = _(
        "A mailing list that you are on has moved. Its new address is %(address)s.\n\n"
        "If you want to be there, answer this letter. You need not write anything. You will have a made-up "
        "name, and nobody there sees your e-mail address.\n\n"
        "If not, do nothing: we do not write again, and your address is erased in %(days)s days."
    ) % {"address": at_domain(row.space.list_name), "days": DAYS_KEPT}
    return Letter(
        subject=_("The list has moved"),
        text=text,
        list_name=row.space.list_name,
        headers={"Reply-To": asked_address(row.space.list_name, row.pk)},
    )


def confirms(its: MailingList, number: int, from_address: str) -> None:
    """Let her in who answered such a letter from the very address that was asked; nobody else."""
    rows = OldSubscriber.objects.select_related("space").exclude(sealed="")
    row = rows.filter(pk=number, space=int(its.key)).first()
    if row is not None and _mark(row.space, from_address) == row.mark:
        with suppress(CannotJoin):  # she is suspended, or has lapsed: a letter cannot change that
            bring_her_in(row=row)


@transaction.atomic
def bring_her_in(*, row: OldSubscriber) -> Participant:
    """Give whoever answered a place, and an account if she has none; erase what the roster said.

    Raises `CannotJoin`.
    """
    address, space = _address(row), row.space
    person = person_with_address(address) or join_by_letter(email=address, language=space.language)
    name = next(iter(offered_in(space)), "")
    place = join_space(person=person, space=space, name=name, is_invited=True)
    settle_place(by=place, delivery=row.delivery, hour=place.hour, is_neutral=False)
    row.sealed = ""
    row.save(update_fields=["sealed"])
    stem = mark_of(f"{WELCOME} {place.uid}", purpose="stem of a letter")
    enqueue(kind=WELCOME, key=place.uid, person=person, language=language_of(person), stem=stem)
    return place


def compose_welcome(key: str, person: Person | None) -> Letter | None:
    """Return the letter that says she is in; None: she has left."""
    place = Participant.objects.filter(uid=key, person=person).select_related("space", "person").first()
    if place is None:
        return None
    name = place.space.list_name
    text = _(
        "You are in. Your name there is %(name)s.\n\n"
        "To say something, write to %(address)s. To see what else you can do by letter, write “help” to "
        "%(commands)s. To go again, write to %(leave)s.\n\n"
        "The rules of the space: %(page)s"
    ) % {
        "name": name_in(place),
        "address": at_domain(name),
        "commands": at_domain(f"{name}-request"),
        "leave": at_domain(f"{name}-leave"),
        "page": f"{settings.WHRIN_ADDRESS}{reverse('forum:rules', args=[place.space.slug])}",
    }
    return Letter(subject=_("You are in"), text=text, list_name=name)


def forget_subscribers() -> None:
    """Erase addresses of those who did not answer, and after a year that they were asked. Daily."""
    asked = today() - datetime.timedelta(days=DAYS_KEPT)
    # A letter that was never asked for a long time is of a space that lost its address.
    late = Q(asked_on__lt=asked) | Q(asked_on=None, day__lt=today() - datetime.timedelta(days=DAYS_KNOWN))
    OldSubscriber.objects.filter(late).exclude(sealed="").update(sealed="")
    OldSubscriber.objects.filter(day__lt=today() - datetime.timedelta(days=DAYS_KNOWN)).delete()
