"""What ties a stance to a person, for as long as a ballot is open."""

import hashlib
import hmac

from whrin.ballots.models import Ballot
from whrin.people.keys import own_key_of
from whrin.people.marks import mark_of
from whrin.people.models import Person


def voter_key(ballot: Ballot, person: Person) -> str:
    """Return what stands for a person in an open ballot, 64 hexadecimal digits."""
    mark = mark_of(f"{person.pk} {ballot.subject}", purpose="voter")
    return hmac.new(own_key_of(ballot), mark.encode(), hashlib.sha256).hexdigest()
