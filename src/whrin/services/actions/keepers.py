"""Mailboxes of organisations: kept, asked whether the record is still correct, ended.

The address is sealed; a link is a token that only we can make (`mailing.tokens`), and the row keeps a mark of
the newest one. So a letter is composed when it is sent, and its link never stands in the queue.
"""

import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import Actor, record
from whrin.kit.days import today
from whrin.mailing.queue import enqueue
from whrin.mailing.tokens import make_token, number_bytes, open_token
from whrin.people.marks import mark_of, mark_of_address
from whrin.people.sealing import CannotOpenError, seal, unseal
from whrin.services.enums import State, Status
from whrin.services.models import Keeper, Service

KIND = "services.keeper"
#: Days without a check or a word of the organisation after which it is asked.
ASK_AFTER_DAYS = 183
#: Days after a letter when it is asked again, and then taken as not answered.
REMINDERS = (14, 28)
NOT_ANSWERED_DAYS = 42
#: Days for which a link opens the record.
LINK_DAYS = 60
#: First letters and reminders in a day.
MOST_A_DAY = 200
_TOKEN, _LINK = "keeper of a service", "link of a keeper"
_EPOCH = datetime.date(2020, 1, 1)


class TooManyMailboxes(ValueError):
    """The record has as many mailboxes as it may."""

    message = _("This record has three mailboxes. End one first.")


@transaction.atomic
def keep_mailbox(*, service: Service, address: str, language: str, by: Actor | None) -> Keeper:
    """Keep the mailbox of an organisation, sealed. The same one twice is the same as once, in the newer
    language. Raises `TooManyMailboxes`.
    """
    mark = mark_of_address(address)
    if service.keepers.exclude(mark=mark).count() >= 3:
        raise TooManyMailboxes(TooManyMailboxes.message)
    sealed = seal(address.strip(), purpose=_label(mark))
    keeper, _is_new = Keeper.objects.update_or_create(
        service=service, mark=mark, defaults={"sealed": sealed, "language": language}
    )
    record(verb="keep mailbox", about=service, by=by)
    return keeper


@transaction.atomic
def end_mailbox(*, keeper: Keeper, by: Actor | None) -> None:
    """Erase a mailbox; nobody writes there any more."""
    record(verb="end mailbox", about=keeper.service, by=by)
    keeper.delete()


def address_of(keeper: Keeper) -> str:
    """Return the address, for a letter alone; empty where the key has changed."""
    try:
        return unseal(keeper.sealed, purpose=_label(keeper.mark))
    except CannotOpenError:
        return ""


@transaction.atomic
def send_link(*, keeper: Keeper, by: Actor | None = None) -> None:
    """Send a new link; earlier ones end with it."""
    day = today()
    keeper.link_mark = _link_mark(_token(keeper, day))
    keeper.save(update_fields=["link_mark"])
    address, number = address_of(keeper), (day - _EPOCH).days
    if address:
        key = f"{keeper.pk} {number}"
        stem = mark_of(f"{KIND} {key} {keeper.reminders}", purpose="stem of a letter")
        enqueue(kind=KIND, key=key, person=None, language=keeper.language, stem=stem, address=address)
    record(verb="send link", about=keeper.service, by=by)


@transaction.atomic
def ask(*, keeper: Keeper, by: Actor | None = None) -> None:
    """Begin a round: ask whether the record is still correct."""
    keeper.asked_on, keeper.reminders, keeper.answered_on = today(), 0, None
    keeper.save(update_fields=["asked_on", "reminders", "answered_on"])
    send_link(keeper=keeper, by=by)


@transaction.atomic
def note_answer(*, keeper: Keeper) -> None:
    """Write down that the organisation has answered: no reminder follows."""
    Keeper.objects.filter(service=keeper.service_id).update(answered_on=today())


def move_mailboxes(*, gone: Service, kept: Service) -> None:
    """Let the mailboxes of a record that was merged be asked of the other."""
    known = list(kept.keepers.values_list("mark", flat=True))
    gone.keepers.exclude(mark__in=known).update(service=kept)


def ask_keepers() -> int:
    """Ask those whose record nobody checked for a long time, and remind those who were asked; return how many
    letters. Daily; a second time on a day asks nobody twice.
    """
    found = [*_due()[:MOST_A_DAY]]
    for keeper in found:
        ask(keeper=keeper)
    reminded = [*_silent()[: MOST_A_DAY - len(found)]]
    for keeper in reminded:
        with transaction.atomic():
            keeper.reminders += 1
            keeper.save(update_fields=["reminders"])
            send_link(keeper=keeper)
    return len(found) + len(reminded)


def _asked() -> Q:
    working = Q(service__status__in=[Status.ACTIVE, Status.PAUSED, Status.UNVERIFIED])
    return working & Q(service__state=State.PUBLIC)


def _due() -> QuerySet[Keeper]:
    since = today() - datetime.timedelta(days=ASK_AFTER_DAYS)
    unchecked = Q(service__checked_on=None) | Q(service__checked_on__lt=since)
    unconfirmed = Q(service__confirmed_on=None) | Q(service__confirmed_on__lt=since)
    unasked = Q(asked_on=None) | Q(asked_on__lt=since)
    found = Keeper.objects.filter(_asked() & unchecked & unconfirmed & unasked)
    return found.select_related("service").order_by("asked_on", "pk")


def _silent() -> QuerySet[Keeper]:
    found = Keeper.objects.filter(_asked(), answered_on=None)
    due = Q()
    for number, days in enumerate(REMINDERS):
        due |= Q(reminders=number, asked_on__lte=today() - datetime.timedelta(days=days))
    return found.filter(due).select_related("service").order_by("asked_on", "pk")


def has_not_answered(service: Service) -> bool:
    """Say whether the organisation was asked, reminded, and is silent: its record says so."""
    late = today() - datetime.timedelta(days=NOT_ANSWERED_DAYS)
    silent = Q(asked_on__lte=late, answered_on=None, reminders__gte=len(REMINDERS))
    since = Q(service__confirmed_on=None) | Q(service__confirmed_on__lt=F("asked_on"))
    return service.keepers.filter(silent & since).exists()


def token_of(keeper: Keeper, number: int) -> str:
    """Return the link's secret of that day, if it is still the newest one; empty otherwise."""
    token = _token(keeper, _EPOCH + datetime.timedelta(days=number))
    return token if _link_mark(token) == keeper.link_mark else ""


def keeper_with(token: str) -> Keeper | None:
    """Return whose link this is, while it opens the record. A token that we did not make asks the database
    nothing, so guessing costs us nothing, and there are 2 to the 128 of them.
    """
    content = open_token(token, purpose=_TOKEN)
    if content is None or len(content) < 3:
        return None
    day = _EPOCH + datetime.timedelta(days=int.from_bytes(content[:2], "big"))
    if not day <= today() <= day + datetime.timedelta(days=LINK_DAYS):
        return None
    found = Keeper.objects.filter(pk=int.from_bytes(content[2:], "big"), link_mark=_link_mark(token))
    return found.select_related("service__organisation").first()


def _token(keeper: Keeper, day: datetime.date) -> str:
    return make_token(number_bytes((day - _EPOCH).days, 2) + number_bytes(keeper.pk), purpose=_TOKEN)


def _link_mark(token: str) -> str:
    return mark_of(token, purpose=_LINK)


def _label(mark: str) -> str:
    return f"services.Keeper:{mark}"
