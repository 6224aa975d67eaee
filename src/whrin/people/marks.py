"""Marks: how a row is found by something that it does not hold."""

import hashlib
import hmac
import unicodedata

from django.conf import settings

from whrin.people.sealing import key_for


def mark_of(text: str, *, purpose: str) -> str:
    """Return a keyed fingerprint, 64 hexadecimal digits, that is worthless without the secret key."""
    key = key_for(f"mark {purpose}", settings.SECRET_KEY)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def canonical_name(name: str) -> str:
    """Return a name as it is compared: compatible signs made one, case and outer spaces left out."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()


def stand_in_for(name: str) -> str:
    """Return what a member's account is called in the database. No name of staff begins with "~"."""
    return "~" + mark_of(canonical_name(name), purpose="name of an account")[:40]


def mark_of_address(email: str) -> str:
    """Return the mark of an e-mail address, however it is written: the whole of it in small letters."""
    return mark_of(unicodedata.normalize("NFKC", email).strip().casefold(), purpose="address")
