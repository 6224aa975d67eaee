"""An invitation to a closed group: a signed code in an address, made by a moderator, good for two weeks.

It stands nowhere in the database. Whoever has it and belongs to the network may take a place.
"""

from django.core import signing

from whrin.forum.models import Space

_SECONDS = 14 * 24 * 60 * 60


def _signer(space: Space) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"whrin.forum.invitation.{space.pk}")


def new_code(space: Space) -> str:
    """Return a code for a space, made now."""
    return _signer(space).sign("in")


def is_good(code: str, space: Space) -> bool:
    """Say whether a code lets one in."""
    try:
        return _signer(space).unsign(code, max_age=_SECONDS) == "in"
    except signing.BadSignature:
        return False
