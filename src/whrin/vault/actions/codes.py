"""Return codes: 20 digits that open what was sealed for whoever has them, and that are kept nowhere.

The first four find the row, the other sixteen open it. Guessing: each try costs Argon2id, a code of its own
bears 20 wrong ones a day, the whole site 10 a minute. When those are used up, codes that nobody tried in vain
today are still let in. Nobody's address is counted: behind an onion or a relay everyone has the same.
"""

import secrets
import threading
import unicodedata
import uuid
from dataclasses import dataclass, field

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from whrin.vault import slowly
from whrin.vault.envelopes import CannotOpen, Pair, new_pair, pair_of
from whrin.vault.models import CodeKey, Grant, SharedKey
from whrin.vault.opened import NotGranted, open_grant

DIGITS, LOCATOR = 20, 4
#: Wrong tries: for one locator in a day, for the whole site in a minute.
A_DAY, A_MINUTE = 20, 10
_DAY, _MINUTE = 86_400, 60
_DRAWN = 30
#: Codes that wait for their turn in one process: the rest of its threads serve everyone else.
_TURNS = threading.BoundedSemaphore(2)


class WrongCode(Exception):
    """No code of ours: not 20 digits, an unknown one, or a slip. Which, nobody is told."""

    def __init__(self) -> None:
        super().__init__(_("This code opens nothing. Look at each digit again."))


class TooManyTries(Exception):
    """Too many wrong tries for this code today, or for the whole site just now. Nothing was looked at."""

    def __init__(self) -> None:
        super().__init__(_("Too many wrong codes were tried. Nothing is lost: come back later."))


@dataclass(frozen=True)
class PreparedCode:
    """A code whose slow part is done: `store_code` makes a row of it."""

    row: CodeKey
    pair: Pair = field(repr=False)


def new_code_number() -> str:
    """Return 20 digits by lot. Of some locators by lot, one is taken that no living code has, if there is
    one: codes that share a locator take longer to open. Nothing is kept.
    """
    drawn = [f"{secrets.randbelow(10**LOCATOR):04}" for _ in range(_DRAWN)]
    taken = set(CodeKey.objects.filter(locator__in=drawn).values_list("locator", flat=True))
    locator = next((one for one in drawn if one not in taken), drawn[0])
    return locator + f"{secrets.randbelow(10 ** (DIGITS - LOCATOR)):016}"


def digits_of(typed: str) -> str:
    """Return the 20 digits of a code however it was typed: any script's digits, blanks and dashes left out.

    Raises `WrongCode`.
    """
    signs = [sign for sign in typed if not (sign.isspace() or unicodedata.category(sign) in {"Pd", "Cf"})]
    digits = "".join(str(unicodedata.decimal(sign, "x")) for sign in signs)
    if len(digits) != DIGITS or not digits.isdigit():
        raise WrongCode
    return digits


def prepare_code(code: str) -> PreparedCode:
    """Do the slow part for a code that was made before (`new_code_number`); no database is touched.

    Raises `TooBusy`, `WrongCode`.
    """
    digits, pair = digits_of(code), new_pair()
    row = CodeKey(uid=uuid.uuid4(), locator=digits[:LOCATOR], public=pair.public)
    row.wrapped = slowly.wrap(pair.secret, digits[LOCATOR:], label=row.wrap_label)
    return PreparedCode(row, pair)


def store_code(prepared: PreparedCode) -> CodeKey:
    """Store a prepared code; quick, within the caller's transaction."""
    prepared.row.save(force_insert=True)
    return prepared.row


def make_code_with(code: str) -> tuple[CodeKey, Pair]:
    """Prepare and store a code at once. Raises `TooBusy`, `WrongCode`."""
    prepared = prepare_code(code)
    return store_code(prepared), prepared.pair


def open_code(typed: str) -> tuple[CodeKey, Pair]:
    """Return the key of a code, and its pair. Outside of a transaction: it is slow, and slow for a wrong code
    as well. Raises `WrongCode`, `TooManyTries`, `TooBusy`.
    """
    digits = digits_of(typed)
    if not _TURNS.acquire(blocking=False):
        raise slowly.TooBusy
    try:
        places = _take_places(digits[:LOCATOR])
        try:
            found = _find(digits)
        except slowly.TooBusy:
            cache.delete_many(places)
            raise
    finally:
        _TURNS.release()
    if found is None:
        raise WrongCode
    cache.delete_many(places)
    return found


def pair_for_code(shared: SharedKey, code: CodeKey, pair: Pair) -> Pair:
    """Return both halves of a shared key that a code holds. Raises `NotGranted`."""
    sealed = Grant.objects.filter(shared=shared, code=code).values_list("sealed", flat=True).first()
    secret = open_grant(pair, bytes(sealed), shared=shared.pk, holder=code.pk) if sealed else b""
    if not secret or (found := pair_of(secret)).public != bytes(shared.public):
        raise NotGranted
    return found


def _find(digits: str) -> tuple[CodeKey, Pair] | None:
    locator, secret = digits[:LOCATOR], digits[LOCATOR:]
    rows = list(CodeKey.objects.filter(locator=locator))
    if not rows:
        slowly.work_for_nothing(secret)
    for row in rows:
        try:
            return row, pair_of(slowly.unwrap(bytes(row.wrapped), secret, label=row.wrap_label))
        except CannotOpen:
            continue
    return None


def _take_places(locator: str) -> list[str]:
    """Count a try before it is made, so that many at once are counted, too; return what a right one gives
    back.

    Raises `TooManyTries`.
    """
    now = int(timezone.now().timestamp())
    own = _take(f"code-{now // _DAY}-{locator}", A_DAY, _DAY)
    if own is None:
        raise TooManyTries
    everyones = _take(f"codes-{now // _MINUTE}", A_MINUTE, _MINUTE)
    if everyones is not None:
        return [own, everyones]
    if not own.endswith("-0"):
        cache.delete(own)
        raise TooManyTries
    return [own]


def _take(what: str, places: int, seconds: int) -> str | None:
    """Return the first free place, taken now; None when there is none."""
    for place in range(places):
        if cache.add(f"{what}-{place}", 1, seconds):
            return f"{what}-{place}"
    return None
