"""Seals what is answered in sensitive forms, and opens it for whoever brings an open vault."""

import base64
import binascii
from uuid import UUID

from django.http import HttpRequest

from whrin.incidents.answers_key import answers_keys, holders, key_in_use
from whrin.people.sealing import CannotOpenError
from whrin.surveys.models import Form
from whrin.vault.envelopes import CannotOpen, Pair, open_sealed, seal_to
from whrin.vault.opened import Opened
from whrin.vault.sessions import opened_by

_KEPT = "_keys_of_answers"


class Held:
    """What a reader brings: the pairs that she holds, looked up once. Lives as long as her request."""

    def __init__(self, opened: Opened) -> None:
        self._pairs = opened.pairs_of(answers_keys())

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def pair(self, uid: str) -> Pair:
        """Return a pair by its key's uid. Raises `CannotOpenError`."""
        try:
            return self._pairs[UUID(uid)]
        except (KeyError, ValueError):
            raise CannotOpenError from None


class ForCaseworkers:
    """The `surveys.sealing.Sealer` of sensitive forms. Sealed is "key's uid.envelope in base64"."""

    def can_seal(self, form: Form) -> bool:  # noqa: ARG002 -- all sensitive forms have the same readers
        """Say whether a caseworker with a confirmed key will be able to read."""
        return bool(holders())

    def seal(self, form: Form, text: str, *, label: str) -> str:  # noqa: ARG002 -- as above
        """Return the text sealed for one place."""
        shared = key_in_use()
        sealed = seal_to(bytes(shared.public), text.encode(), label=label)
        return f"{shared.pk}.{base64.b64encode(sealed).decode()}"

    def open(self, form: Form, sealed: str, *, label: str, bearer: object) -> str:  # noqa: ARG002 -- as above
        """Return what was sealed. Raises `CannotOpenError`."""
        if not isinstance(bearer, Held):
            raise CannotOpenError
        uid, _dot, envelope = sealed.partition(".")
        pair = bearer.pair(uid)
        try:
            return open_sealed(pair, base64.b64decode(envelope), label=label).decode()
        except (CannotOpen, binascii.Error):
            raise CannotOpenError from None


def held_by(request: HttpRequest) -> Held | None:
    """Return what whoever asks can open; None: her vault is closed, or holds nothing of this."""
    if _KEPT not in request.__dict__:
        opened = opened_by(request)
        request.__dict__[_KEPT] = (Held(opened) or None) if opened else None
    found: Held | None = request.__dict__[_KEPT]
    return found
