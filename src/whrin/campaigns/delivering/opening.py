"""Signatures, opened for whoever holds the key of their call: in the memory of one request."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from whrin.campaigns.models import Signature
from whrin.vault.envelopes import CannotOpen, Pair, open_sealed

#: Bytes of a block that what was sealed is padded to.
PAD = 512


@dataclass(frozen=True)
class Signed:
    """What somebody gave when she signed."""

    name: str = ""
    email: str = ""
    role: str = ""
    organisation: str = ""
    website: str = ""
    language: str = ""


@dataclass(frozen=True)
class Line:
    """A signature as those who deliver it see it. `signed`: None when it was changed on the disk."""

    signature: Signature
    signed: Signed | None


def opened_lines(signatures: Iterable[Signature], pair: Pair) -> Iterator[Line]:
    """Open signatures of one call, one after the other."""
    for signature in signatures:
        yield Line(signature, opened_one(signature, pair))


def opened_one(signature: Signature, pair: Pair) -> Signed | None:
    """Return what a signature holds; None when it does not open here."""
    try:
        held = json.loads(open_sealed(pair, bytes(signature.sealed), label=signature.label))
    except (CannotOpen, ValueError):
        return None
    return Signed(**{one.name: str(held.get(one.name) or "") for one in fields(Signed)})
