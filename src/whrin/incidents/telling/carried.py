"""What she answered so far, sealed into the page that she has before her.

Nothing of it is stored here, and nothing can be read in the page by whoever finds the phone. It opens with
the secret key of the site for as long as that is the same.
"""

import base64
import binascii
import json
import secrets
import zlib
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from django.conf import settings
from django.utils import timezone

from whrin.people.sealing import key_for
from whrin.vault.actions import new_code_number
from whrin.vault.envelopes import CannotOpen, open_with, seal_with

_PURPOSE = "telling"
#: Seconds that a page can be gone on with: one that is left open on a telephone ends.
GOOD_FOR = 24 * 60 * 60
#: Bytes that a sealed page may have, and its content: far more than the longest answers need.
_MOST_SEALED, _MOST = 200_000, 400_000


class Lost(Exception):
    """The page was changed on its way, or is of another time: the answers before it cannot be opened."""


@dataclass(frozen=True, kw_only=True)
class Carried:
    """`once`: a number by lot, so that a page sent twice is one report. `code`: her return code. `answers`:
    by step, as the fields of its form take them. `begun`: when, in seconds.
    """

    once: str
    code: str
    begun: int
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def begin(cls) -> Self:
        """Return what a first page carries."""
        begun = int(timezone.now().timestamp())
        return cls(once=secrets.token_urlsafe(24), code=new_code_number(), begun=begun)

    def with_answers(self, step: str, answers: dict[str, Any]) -> Self:
        """Return this with the answers of one step."""
        return replace(self, answers={**self.answers, step: answers})


def seal_carried(carried: Carried) -> str:
    """Return it as it stands in a page: base64url, compressed before it was sealed."""
    plain = zlib.compress(json.dumps(asdict(carried), ensure_ascii=False).encode(), 9)
    sealed = seal_with(key_for(_PURPOSE, settings.SECRET_KEY), plain, label=_PURPOSE, pad=256)
    return base64.urlsafe_b64encode(sealed).decode()


def open_carried(written: str) -> Carried:
    """Return what a page carried. Raises `Lost`."""
    if len(written) > _MOST_SEALED:
        raise Lost
    try:
        sealed = base64.urlsafe_b64decode(written.encode("ascii"))
    except (binascii.Error, ValueError):
        raise Lost from None
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            plain = open_with(key_for(_PURPOSE, secret), sealed, label=_PURPOSE)
        except CannotOpen:
            continue
        return _read(zlib.decompressobj().decompress(plain, _MOST))
    raise Lost


def _read(plain: bytes) -> Carried:
    """Return what was sealed. Raises `Lost`: more than fits was cut off, or an earlier edition of the site
    wrote other things.
    """
    try:
        carried = Carried(**json.loads(plain))
    except (TypeError, ValueError):
        raise Lost from None
    if abs(timezone.now().timestamp() - carried.begun) > GOOD_FOR:
        raise Lost
    return carried
