"""An open vault: her secret half travels in her cookie, and lies nowhere on this machine.

The cookie holds an id and an envelope. The envelope's key is made of two halves: one in the row that the id
finds (`Unlocking`), one in the memory of the running server (`kit.memory_key`). So a disk without the memory
opens nothing, a cookie without the row neither, and both end with the server. The envelope opens only in the
session in which she signed in, and says when it began and was last used: no time is in the database.
"""

import base64
import binascii
import hashlib
import logging
import secrets
import struct
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.memory_key import memory_key
from whrin.people.budget import take_a_place
from whrin.people.models import Person
from whrin.people.phrases import canonical_phrase
from whrin.people.sessions import row_key
from whrin.vault import slowly
from whrin.vault.actions.personal import rewrap
from whrin.vault.envelopes import KEY, CannotOpen, open_with, pair_of, seal_with
from whrin.vault.holders import upon_opening
from whrin.vault.models import PersonalKey, Unlocking
from whrin.vault.opened import NotGranted, Opened
from whrin.vault.queries import key_in_use

__all__ = ["NotGranted", "Opened", "WrongPhrase", "close_vault", "open_vault", "opened_by", "renew"]

logger = logging.getLogger(__name__)

#: Seconds that an open vault may rest, and that it is open at most.
IDLE, LONGEST = 30 * 60, 8 * 60 * 60
#: Seconds between two times at which the cookie is written anew; and that a clock may be set back by.
RENEWED, SLACK = 60, 5
#: Wrong phrases in an hour. They are too long to guess; this saves the machine's work.
AN_HOUR = 20
_ID = 16
#: On the request: what was found.
_KEPT = "_open_vault"
_TIMES = struct.Struct("<QQ")


class WrongPhrase(Exception):
    """These are not the words of her key."""

    def __init__(self) -> None:
        super().__init__(_("These are not the words of your key. Look at each of them again."))


class TooManyPhrases(Exception):
    """Too many wrong phrases in this hour."""

    def __init__(self) -> None:
        super().__init__(_("That was tried too often. Try again in an hour."))


@dataclass(frozen=True)
class _Found:
    """What a cookie holds, and the row it belongs to."""

    opened: Opened
    row: Unlocking
    began: int
    used: int


def open_vault(request: HttpRequest, person: Person, typed: str) -> tuple[Opened, str]:
    """Open her vault with the words she typed; return it and the cookie's content. One that is open elsewhere
    is closed. Raises `WrongPhrase`, `TooManyPhrases`, `TooBusy`.
    """
    personal = key_in_use(person)
    if personal is None:
        raise WrongPhrase
    if not take_a_place(f"vault-{person.pk}", AN_HOUR):
        raise TooManyPhrases
    opened = _unwrap(personal, typed)
    if not slowly.is_up_to_date(bytes(personal.wrapped)):
        rewrap(opened=opened, phrase=typed)
    ident, half = secrets.token_bytes(_ID), secrets.token_bytes(KEY)
    with transaction.atomic():
        Unlocking.objects.filter(personal=personal).delete()
        row = Unlocking.objects.create(personal=personal, mark=_mark(ident), half=half)
        record(verb="open a vault", about=personal, by=person)
    now = _now()
    _do_what_waited(opened)
    return opened, _cookie(request, opened, row, ident, began=now, used=now)


def opened_by(request: HttpRequest) -> Opened | None:
    """Return the vault that whoever asks has open; None when she has none, or not any more."""
    found = _find(request)
    return found.opened if found else None


def renew(request: HttpRequest, response: HttpResponse) -> None:
    """Note in the cookie that the vault was used, or take away one that opens nothing any more. Each answer
    of a page with an open vault goes through here.
    """
    if settings.VAULT_COOKIE_NAME not in request.COOKIES or settings.VAULT_COOKIE_NAME in response.cookies:
        return
    found = _find(request)
    if found is None:
        forget(response)
    elif _now() - found.used >= RENEWED:
        ident = _ident_and_envelope(request)[0]
        give(response, _cookie(request, found.opened, found.row, ident, began=found.began, used=_now()))


def close_vault(request: HttpRequest, response: HttpResponse) -> None:
    """Lock: the row goes, and the cookie."""
    ident, _envelope = _ident_and_envelope(request)
    if isinstance(request.user, Person):
        Unlocking.objects.filter(mark=_mark(ident), personal__person=request.user).delete()
    forget(response)


def give(response: HttpResponse, content: str) -> None:
    """Set the cookie."""
    response.set_cookie(
        settings.VAULT_COOKIE_NAME, content, secure=settings.HTTPS, httponly=True, samesite="Strict", path="/"
    )


def forget(response: HttpResponse) -> None:
    """Take the cookie away."""
    # Browsers refuse any answer about a `__Host-` cookie that is not Secure, also one that deletes it.
    response.delete_cookie(settings.VAULT_COOKIE_NAME, path="/", samesite="Strict")
    response.cookies[settings.VAULT_COOKIE_NAME]["secure"] = settings.HTTPS
    response.cookies[settings.VAULT_COOKIE_NAME]["httponly"] = True


def _unwrap(personal: PersonalKey, typed: str) -> Opened:
    try:
        secret = slowly.unwrap(bytes(personal.wrapped), canonical_phrase(typed), label=personal.wrap_label)
    except CannotOpen:
        raise WrongPhrase from None
    pair = pair_of(secret)
    if pair.public != bytes(personal.public):
        raise WrongPhrase
    return Opened(personal, pair)


def _do_what_waited(opened: Opened) -> None:
    for room, work in upon_opening().items():
        try:
            with transaction.atomic():
                work(opened)
        except Exception:  # She opened her vault; what a room does besides can wait for the next time.
            logger.exception("What “%s” does when a vault is opened failed", room)


def _find(request: HttpRequest) -> _Found | None:
    """Return what the cookie of this request opens; looked up once for each request."""
    if _KEPT not in request.__dict__:
        request.__dict__[_KEPT] = _look_up(request)
    found: _Found | None = request.__dict__[_KEPT]
    return found


def _look_up(request: HttpRequest) -> _Found | None:
    ident, envelope = _ident_and_envelope(request)
    if not ident or not isinstance(request.user, Person):
        return None
    rows = Unlocking.objects.filter(mark=_mark(ident), personal__person=request.user)
    row = rows.exclude(personal__state=PersonalKey.State.RETIRED).select_related("personal").first()
    if row is None:
        return None
    row.personal.person = request.user
    try:
        plain = open_with(_key(bytes(row.half)), envelope, label=_label(request, row.personal))
    except CannotOpen:
        return None
    began, used = _TIMES.unpack(plain[KEY:])
    if not _is_alive(began, used):
        row.delete()
        return None
    pair = pair_of(plain[:KEY])
    if pair.public != bytes(row.personal.public):
        return None
    return _Found(Opened(row.personal, pair), row, began, used)


def _is_alive(began: int, used: int) -> bool:
    """Say whether the times allow it. A clock that was set back ends it: nobody knows how long it was."""
    now = _now()
    return used - SLACK <= now <= used + IDLE and began - SLACK <= now <= began + LONGEST


def _cookie(
    request: HttpRequest, opened: Opened, row: Unlocking, ident: bytes, *, began: int, used: int
) -> str:
    plain = opened.pair.secret + _TIMES.pack(began, used)
    label = _label(request, opened.personal)
    envelope = seal_with(_key(bytes(row.half)), plain, label=label, pad=0)
    return base64.urlsafe_b64encode(ident + envelope).decode()


def _ident_and_envelope(request: HttpRequest) -> tuple[bytes, bytes]:
    try:
        raw = base64.urlsafe_b64decode(request.COOKIES.get(settings.VAULT_COOKIE_NAME, ""))
    except (binascii.Error, ValueError):
        return b"", b""
    return raw[:_ID], raw[_ID:]


def _label(request: HttpRequest, personal: PersonalKey) -> str:
    """Return where a cookie's envelope stands: in one session of hers. Signing out ends it as well."""
    session = row_key(request.session.session_key or "")
    return f"vault cookie:{personal.pk}:{personal.person_id}:{session}"


def _key(half: bytes) -> bytes:
    kdf = HKDF(algorithm=hashes.SHA256(), length=KEY, salt=half, info=b"whrin vault cookie")
    return kdf.derive(memory_key())


def _mark(ident: bytes) -> str:
    return hashlib.sha256(ident).hexdigest()


def _now() -> int:
    return int(timezone.now().timestamp())
