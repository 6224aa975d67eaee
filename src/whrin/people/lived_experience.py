"""What a member declares of her own life: sealed, and so padded that its length says nothing."""

import json

from whrin.people.keys import open_for, seal_for
from whrin.people.models import Membership

#: What counts for spaces and decisions of women with lived experience of drug use.
DRUGS = "drugs"
_LENGTH = 160


def label_of(membership: Membership) -> str:
    """Return the place that the declaration is sealed for."""
    return f"people.Membership.lived_experience:{membership.person_id}"


def declare(membership: Membership, kinds: list[str]) -> None:
    """Set what she declares, of the kinds that her form offers; whoever calls saves it."""
    text = json.dumps(sorted(kinds)).ljust(_LENGTH)
    membership.lived_experience = seal_for(membership.person, text, label=label_of(membership))


def declared(membership: Membership) -> list[str]:
    """Return what she declared. Raises `CannotOpenError`."""
    opened = open_for(membership.person, membership.lived_experience, label=label_of(membership))
    found: list[str] = json.loads(opened) if opened else []
    return found
