"""Where a long list goes on. The token holds all of it, signed: nothing is kept here, and no token dies."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from django.core.signing import BadSignature, Signer

from whrin.library.oai.faults import BadToken

_SALT = "whrin.library.oai"


@dataclass(frozen=True)
class Place:
    """A place in a list: what was asked, the last record given, and the count so far.

    Moments are written as ISO 8601, empty for none; `size` is how long the list was when it began.
    """

    verb: str
    prefix: str
    set_spec: str
    since: str
    before: str
    last_moment: str
    last_id: int
    given: int
    size: int


def written(place: Place) -> str:
    """Return the token of a place, fit for an address."""
    return Signer(salt=_SALT).sign_object(asdict(place))


def read(token: str, verb: str) -> Place:
    """Return the place of a token of ours that was given for this verb. Raises BadToken."""
    try:
        held: dict[str, Any] = Signer(salt=_SALT).unsign_object(token)
        place = Place(**held)
    except (BadSignature, TypeError, ValueError):
        raise BadToken("This resumptionToken is not one of ours. Begin the list again.") from None
    if place.verb != verb:
        raise BadToken(f"This resumptionToken belongs to {place.verb}.")
    return place


def moment(written_moment: str) -> datetime.datetime | None:
    """Return a moment of a place; None for the empty one."""
    return datetime.datetime.fromisoformat(written_moment) if written_moment else None
