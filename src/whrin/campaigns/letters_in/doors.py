"""Letters that sign, and answers to our letters. Who stands in From may not have written it: nothing counts
before an answer came to an address that only whoever gets our letter knows, and from where that letter went.
"""

import contextlib
import hmac
from uuid import UUID

from django.conf import settings

from whrin.campaigns.actions.signing import AlreadyDelivered, NotThere, confirm, deny, sign
from whrin.campaigns.enums import Signer, State, Way
from whrin.campaigns.letters_in.letters import (
    CLOSED,
    NO_NAME,
    NO_ORGANISATIONS,
    NO_PEOPLE,
    NOT_SIGNED,
    UNDERSTOOD,
)
from whrin.campaigns.models import Call, Signature
from whrin.campaigns.signing_by_mail.addresses import NAME, call_at
from whrin.campaigns.signing_by_mail.reading import Answer, Wish, read_answer, read_wish
from whrin.campaigns.taking.floods import why_held
from whrin.campaigns.taking.given import Given
from whrin.campaigns.taking.letters import read_reply_token
from whrin.campaigns.taking.marks import mark_of
from whrin.mailing.open_doors import TakeLetter
from whrin.mailing.queue import enqueue
from whrin.mailing.reading import Reading
from whrin.mailing.turns import take_a_turn
from whrin.people.budget import take_a_place
from whrin.people.marks import mark_of as keyed_mark

#: Letters in one hour from everyone together, after which they are held for a look; and after which nobody is
#: written to before somebody has looked (`actions.looking`).
AN_HOUR, MOST = 100, 400


def find_door(name: str, token: str) -> TakeLetter | None:
    """Return who takes a letter at `sign-PAPER@`, or an answer at `sign+TOKEN@`."""
    if name == NAME:
        uid = read_reply_token(token) if token else None
        return (lambda reading: _take_answer(uid, reading)) if uid else None
    call = None if token else call_at(name)
    return (lambda reading: _take_letter(call.pk, reading)) if call else None


def _take_letter(pk: int, reading: Reading) -> None:
    call = Call.objects.select_related("paper", "key").filter(pk=pk).first()
    if call is None or not reading.from_address:
        return
    wish = read_wish(reading.body)
    language = _language(reading, call)
    why = _why_not(call, wish)
    if why:
        _say_why(call, reading.from_address, language, why)
        return
    given = Given(
        kind=wish.kind,
        name=wish.name,
        email=reading.from_address,
        country=wish.country or None,
        shows=wish.shows,
        organisation=wish.organisation,
        website=wish.website,
        role=wish.role,
        language=language,
    )
    if take_a_place("signing-letters", AN_HOUR):
        held, is_answered = why_held(call, given), True
    else:
        held, is_answered = "burst", take_a_place("signing-letters-held", MOST)
    sign(call=call, given=given, way=Way.MAIL, held_because=held, letter=UNDERSTOOD if is_answered else "")


def _why_not(call: Call, wish: Wish) -> str:
    """Return why this letter signs nothing; empty when it does."""
    if not call.is_open() or call.paper.state != State.OPEN or call.key is None:
        return CLOSED
    if not wish.is_complete:
        return NO_NAME
    is_person = wish.kind == Signer.PERSON
    if is_person and not call.takes_people:
        return NO_PEOPLE
    return NO_ORGANISATIONS if not is_person and not call.takes_organisations else ""


def _say_why(call: Call, address: str, language: str, why: str) -> None:
    if call.erased_on is None and take_a_turn(f"{NOT_SIGNED} {call.pk} {address}"):
        stem = keyed_mark(f"{NOT_SIGNED} {call.pk} {address}", purpose="stem of a letter")
        key = f"{call.pk}:{why}"
        enqueue(kind=NOT_SIGNED, key=key, person=None, language=language, stem=stem, address=address)


def _take_answer(uid: UUID, reading: Reading) -> None:
    """Confirm or deny, when the answer came from where our letter went. Everything else is let go of."""
    found = Signature.objects.select_related("call__paper", "call__key").filter(pk=uid).first()
    answer = read_answer(reading.body)
    if found is None or answer is None or not _is_hers(found, reading.from_address):
        return
    # Whoever answers too late was told until when; nothing is left to be said to her.
    with contextlib.suppress(AlreadyDelivered, NotThere):
        (confirm if answer is Answer.YES else deny)(signature=found)


def _is_hers(signature: Signature, address: str) -> bool:
    if not address or not signature.call.wrapped_mark_key:
        return False
    return hmac.compare_digest(mark_of(signature.call, signature.kind, address), signature.mark)


def _language(reading: Reading, call: Call) -> str:
    """Return the language to answer in: of her letter where it says so, else of the paper."""
    ours = [code for code, _label in settings.LANGUAGES]
    said = reading.language.lower()
    asked = (said, said.partition("-")[0], call.paper.original_language)
    return next((one for one in asked if one in ours), settings.LANGUAGE_CODE)
