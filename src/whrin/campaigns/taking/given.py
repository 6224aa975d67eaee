"""What somebody gave when she signed, sealed to those who deliver."""

import json
from dataclasses import dataclass

from whrin.campaigns.delivering.opening import PAD
from whrin.campaigns.enums import Shows, Signer
from whrin.campaigns.models import Call, Signature
from whrin.kit.text import clean_line
from whrin.vault.envelopes import seal_to

_LONGEST = 200


@dataclass(frozen=True)
class Given:
    """A signature as it was given. `name`: of the person, also where she signs for an organisation.
    `language`: in which we write to her (BCP 47). `country`: its ISO code.
    """

    kind: Signer
    name: str
    email: str
    language: str
    country: str | None = None
    shows: Shows = Shows.COUNTED
    organisation: str = ""
    website: str = ""
    role: str = ""

    @property
    def shown(self) -> str:
        """Return what the public list says: a name, initials, or nothing."""
        name = clean_line(self.organisation if self.kind == Signer.ORGANISATION else self.name)
        if self.shows == Shows.NAMED:
            return name[:_LONGEST]
        return initials_of(name) if self.shows == Shows.INITIALS else ""


def initials_of(name: str) -> str:
    """Return the first letters of a name, three at most: "Ana Maria Lopez" is "A. M. L."."""
    letters = [next((sign for sign in word if sign.isalpha()), "") for word in name.split()]
    return " ".join(f"{letter.upper()}." for letter in filter(None, letters[:3]))


def seal_given(signature: Signature, call: Call, given: Given) -> bytes:
    """Return what was given, sealed to the call's key for this row. The call has its key."""
    assert call.key is not None  # noqa: S101 -- asked before anything is taken
    said = {
        "name": clean_line(given.name)[:_LONGEST],
        "email": given.email,
        "role": clean_line(given.role)[:_LONGEST],
        "organisation": clean_line(given.organisation)[:_LONGEST],
        "website": given.website[:_LONGEST],
        "language": given.language,
    }
    whole = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
    return seal_to(bytes(call.key.public), whole.encode(), label=signature.label, pad=PAD)
