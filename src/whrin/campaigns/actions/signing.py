"""Signing a text: taken, confirmed by whoever has the mailbox, denied, taken back.

One signature a mailbox and kind; whoever signs twice is told what whoever signs once is told. A single
signature stands in no log: its row is what is kept of it, and goes with the call.
"""

import datetime
from dataclasses import dataclass
from functools import partial

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.actions.locking import lock_call
from whrin.campaigns.enums import Authority, Shows, Signer, SignState, State, Way
from whrin.campaigns.models import Call, Signature
from whrin.campaigns.taking.authority import authority_of, organisation_for
from whrin.campaigns.taking.given import Given, seal_given
from whrin.campaigns.taking.letters import KIND
from whrin.campaigns.taking.marks import mark_of
from whrin.kit.days import today
from whrin.kit.edition import advance, advance_on_commit
from whrin.mailing.queue import enqueue, forget
from whrin.mailing.turns import take_a_turn
from whrin.people.models import Person

#: Days for which we wait for her answer.
WAIT_DAYS = {Way.WEB: 14, Way.MAIL: 14, Way.KIOSK: 30}
#: Days for which an address is left alone that said "I did not sign this", or took its signature back.
SILENCE_DAYS = 30
#: Seconds in which one new edition is enough for all who are counted: others are read with the next, or when
#: a page that is kept has grown old.
_A_MINUTE = 60
#: `Signature.held_because` of one that its mailbox denied.
DENIED = "denied"


class CallClosed(Exception):
    """Nobody can sign it now: not yet, not any more, or not as this kind."""

    def __init__(self) -> None:
        super().__init__(_("This text cannot be signed now."))


class AlreadyDelivered(Exception):
    """It was handed over: nobody can take that back."""

    def __init__(self) -> None:
        super().__init__(_("The signatures were delivered. They can no longer be changed."))


class NotThere(Exception):
    """Nothing is kept of it any more."""

    def __init__(self) -> None:
        super().__init__(_("We keep nothing of this signature any more."))


@dataclass(frozen=True)
class _Coming:
    """A signature on its way in."""

    call: Call
    given: Given
    way: Way
    held_because: str
    by: Person | None
    letter: str

    def fill(self, row: Signature) -> Signature:
        """Put what was given into a row."""
        given = self.given
        row.kind, row.country_id, row.shows, row.shown = given.kind, given.country, given.shows, given.shown
        row.language, row.way, row.day = given.language, self.way, today()
        row.held_because = self.held_because
        row.state = SignState.HELD if self.held_because else SignState.WAITING
        row.waits_until = today() + datetime.timedelta(days=WAIT_DAYS[self.way])
        if given.kind == Signer.ORGANISATION:
            row.organisation = organisation_for(given)
            row.authority = authority_of(given, row.organisation, self.by)
            if row.organisation is not None and given.shows == Shows.NAMED:
                row.shown = row.organisation.name[:200]
        row.sealed = seal_given(row, self.call, given)
        return row

    def write(self, row: Signature) -> None:
        """Queue our letter to her, within the caller's transaction."""
        if self.letter:
            enqueue(
                kind=self.letter,
                key=str(row.pk),
                person=None,
                language=row.language,
                stem=f"sign:{row.pk.hex}:{today().toordinal()}",
                address=self.given.email,
            )


def sign(
    *,
    call: Call,
    given: Given,
    way: Way,
    held_because: str = "",
    by: Person | None = None,
    letter: str = KIND,
) -> Signature:
    """Take a signature in, and queue one letter that asks her; return the row that there is now.

    `call` with its paper and key at hand. `held_because`: a key of `taking.floods.REASONS`. `by`: a member
    who is signed in, for what she represents. `letter`: the kind of letter; empty: none. A mailbox gets one
    letter in a day. Raises `CallClosed`. When it returns, the signature is on the disk.
    """
    is_taken = call.takes_organisations if given.kind == Signer.ORGANISATION else call.takes_people
    is_shown = call.paper.state == State.OPEN and not call.paper.is_embargoed()
    if not is_taken or not is_shown or not call.is_open() or call.key is None:
        raise CallClosed
    coming = _Coming(call, given, way, held_because, by, letter)
    row = coming.fill(Signature(call=call, mark=mark_of(call, given.kind, given.email)))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            coming.write(row)
    except IntegrityError:
        return _sign_again(coming, row.mark)
    return row


@transaction.atomic
def _sign_again(coming: _Coming, mark: str) -> Signature:
    row = Signature.objects.select_for_update().get(call=coming.call, mark=mark)
    signed_on, is_confirmed = row.day, row.state == SignState.CONFIRMED
    is_asked = row.state == SignState.HELD and row.waits_until is None
    if _is_left_alone(row):
        return row
    if not is_confirmed and not is_asked:
        # Nobody has confirmed anything yet: what was given last stands. What was held stays held.
        is_held = row.held_because if row.state == SignState.HELD else ""
        coming.fill(row)
        if is_held:
            row.state, row.held_because = SignState.HELD, is_held
        row.save()
    if signed_on != today() and take_a_turn(f"{coming.call.pk} {mark}"):
        coming.write(row)
    return row


def _is_left_alone(row: Signature) -> bool:
    """Say whether nobody may be written to now: she said no or took it back, and was told for how long; or we
    take none of hers.
    """
    if row.state == SignState.REFUSED and row.held_because != DENIED:
        return True
    is_over = row.state in {SignState.REFUSED, SignState.WITHDRAWN}
    return is_over and today() < row.day + datetime.timedelta(days=SILENCE_DAYS)


@transaction.atomic
def confirm(*, signature: Signature) -> Signature:
    """Count a signature: whoever has its mailbox said yes. One that is held waits for a look; twice is once.
    Raises `AlreadyDelivered`, `NotThere`.
    """
    row = _held(signature)
    if row.state in {SignState.REFUSED, SignState.WITHDRAWN}:
        raise NotThere
    if row.state == SignState.CONFIRMED:
        return row
    if row.call.delivered_on is not None:
        raise AlreadyDelivered
    if row.state == SignState.WAITING:
        row.state = SignState.CONFIRMED
        if _has_signed(row):
            row.state, row.held_because = SignState.HELD, "twice"
    row.waits_until = None
    row.save(update_fields=["state", "held_because", "waits_until"])
    if row.state == SignState.CONFIRMED:
        # Robust: she is counted, whether the cache answers or not.
        transaction.on_commit(partial(_show_soon, row.call_id), robust=True)
    return row


def _show_soon(call: int) -> None:
    if cache.add(f"campaigns-counted-{call}", 1, _A_MINUTE):
        advance()


def _has_signed(row: Signature) -> bool:
    """Say whether somebody else signed for the organisation; two who answer at once wait at the call."""
    if row.organisation_id is None:
        return False
    signed = Signature.objects.filter(
        call=row.call_id,
        organisation=row.organisation_id,
        state=SignState.CONFIRMED,
        authority=Authority.CONFIRMED,
    )
    return signed.exclude(pk=row.pk).exists()


@transaction.atomic
def deny(*, signature: Signature) -> Signature:
    """Erase a signature that its mailbox denies, or takes back; a mark and a day are kept of it. Twice is
    once. Raises `AlreadyDelivered`.
    """
    row = _held(signature)
    if row.state in {SignState.REFUSED, SignState.WITHDRAWN}:
        return row
    was_counted = row.state == SignState.CONFIRMED
    if was_counted and row.call.delivered_on is not None:
        raise AlreadyDelivered
    empty(row, SignState.WITHDRAWN if was_counted else SignState.REFUSED, "" if was_counted else DENIED)
    if was_counted:
        # A name that was shown is gone from the next page on.
        advance_on_commit()
    return row


def empty(row: Signature, state: SignState, because: str) -> None:
    """Erase what a signature holds, but for its mark and its day; letters about it are not sent any more."""
    row.state, row.held_because, row.day = state, because, today()
    row.country, row.organisation, row.shows, row.shown = None, None, Shows.COUNTED, ""
    row.authority, row.sealed, row.language, row.waits_until = Authority.NONE, b"", "", None
    row.save()
    forget(kinds_beginning="campaigns.", keys=[str(row.pk)])


def _held(signature: Signature) -> Signature:
    call = lock_call(signature.call_id)
    row = Signature.objects.select_for_update().filter(pk=signature.pk).first() if call else None
    if call is None or row is None:
        raise NotThere
    row.call = call
    return row
