"""Sessions that a reader of the database can neither take over nor read.

The row is found by a fingerprint of the key in the cookie, and its content is sealed for that key. What is
in the row: the fingerprint, a sealed text, the time it ends. Who it belongs to is inside the sealed text.
"""

import logging
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core import signing
from django.db.utils import OperationalError
from django.utils import timezone

from whrin.people.sealing import CannotOpenError, fingerprint, seal, unseal

logger = logging.getLogger(__name__)

#: The column is 40 characters wide: 160 of the fingerprint's 256 bits.
_WIDTH = 40
#: In the session: the seconds it may rest, when it is fewer than `SESSION_COOKIE_AGE`.
IDLE = "idle"
#: In the session: the second it began.
OPENED = "opened"


def row_key(session_key: str) -> str:
    """Return what the database calls this session."""
    return fingerprint(session_key)[:_WIDTH]


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the key hashed and the content sealed. For WSGI: no async
    methods.
    """

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        found = None
        if self.session_key:
            alive = self.model.objects.filter(expire_date__gt=timezone.now())
            found = alive.filter(session_key=row_key(self.session_key)).first()
        if found is None:
            self._session_key = None
        return found

    def get_session_cookie_age(self) -> int:
        """Return the seconds after which a session that rests has ended."""
        return int(self.get(IDLE) or super().get_session_cookie_age())

    def exists(self, session_key: str) -> bool:
        return super().exists(row_key(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = row_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            from whrin.people.models import OpenSession  # models exist only once Django has started

            super().delete(row_key(key))
            OpenSession.objects.filter(row_key=row_key(key)).delete()

    def save(self, must_create: bool = False) -> None:
        """Save. A database that cannot write is no reason to refuse a page that needs no writing."""
        try:
            super().save(must_create)
        except OperationalError:
            if must_create:
                raise
            logger.warning("A session could not be saved")

    def encode(self, session_dict: dict[str, Any]) -> str:
        plain = signing.dumps(session_dict, salt=self.key_salt, serializer=self.serializer, compress=True)
        return seal(plain, purpose=f"session {self._get_or_create_session_key()}")  # type: ignore[attr-defined]  # not in the stubs

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        try:
            plain = unseal(str(session_data), purpose=f"session {self.session_key}")
            found: dict[str, Any] = signing.loads(plain, salt=self.key_salt, serializer=self.serializer)
        except (CannotOpenError, signing.BadSignature):
            # A forged, foreign or older row is no session.
            return {}
        return found
