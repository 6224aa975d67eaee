"""Names and passwords of phones: made by us, too long to guess; kept as what RFC 2617 compares with (HA1)."""

import hashlib
import secrets

from whrin.people.sealing import seal, unseal
from whrin.surveys.models import Collector

#: What phones are told that they are asked for. It stands in what is stored: it cannot change.
REALM = "forms"
_PURPOSE = "name of a phone"
#: Letters and digits that cannot be taken for each other.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_name() -> str:
    """Return a name that says nothing."""
    return "phone-" + "".join(secrets.choice(_SIGNS) for _sign in range(8))


def new_password() -> str:
    """Return a password of 99 random bits, in groups that can be typed."""
    return "-".join("".join(secrets.choice(_SIGNS) for _sign in range(5)) for _group in range(4))


def ha1_of(name: str, password: str) -> str:
    """Return MD5 of name, realm and password, as the standard wants it."""
    return hashlib.md5(f"{name}:{REALM}:{password}".encode(), usedforsecurity=False).hexdigest()


def seal_ha1(name: str, password: str) -> str:
    """Return it as a row may hold it."""
    return seal(ha1_of(name, password), purpose=_PURPOSE)


def open_ha1(collector: Collector) -> str:
    """Return it again. Raises `CannotOpenError`."""
    return unseal(collector.sealed_ha1, purpose=_PURPOSE)
