"""Where each envelope of a report stands: its label says table, column, row and edition, so that it opens
nowhere else and no earlier one opens in its place.
"""

from typing import Literal
from uuid import UUID

from whrin.incidents.content import Care, Consent, Head, Summary, Told, Words
from whrin.vault.envelopes import Pair, open_sealed, seal_to

Column = Literal["told", "summary", "consent", "care"]

#: Bytes of a block of each column; small ones tell less by their size than they cost.
PADS: dict[Column, int] = {"told": 1024, "summary": 512, "consent": 256, "care": 1024}
#: What is inside each column.
CONTENTS: dict[Column, type[Told] | type[Summary] | type[Consent] | type[Care]] = {
    "told": Told,
    "summary": Summary,
    "consent": Consent,
    "care": Care,
}
_MESSAGE, _HEAD = 1024, 512


def seal_column(
    public: bytes, content: Told | Summary | Consent | Care, column: Column, uid: UUID, edition: int
) -> bytes:
    """Return a column of a report, sealed to the report's public key."""
    label = f"incidents.Report.{column}:{uid}:{edition}"
    return seal_to(public, content.as_bytes(), label=label, pad=PADS[column])


def open_column(pair: Pair, sealed: bytes, column: Column, uid: UUID, edition: int) -> bytes:
    """Return the JSON of a column. Raises `CannotOpen`."""
    return open_sealed(pair, sealed, label=f"incidents.Report.{column}:{uid}:{edition}")


def seal_message(public: bytes, words: Words, uid: UUID, number: int) -> bytes:
    """Return a message, sealed to the report's public key."""
    label = f"incidents.Message.sealed:{uid}:{number}"
    return seal_to(public, words.as_bytes(), label=label, pad=_MESSAGE)


def open_message(pair: Pair, sealed: bytes, uid: UUID, number: int) -> Words:
    """Return a message. Raises `CannotOpen`."""
    return Words.from_bytes(open_sealed(pair, sealed, label=f"incidents.Message.sealed:{uid}:{number}"))


def seal_head(public: bytes, head: Head, uid: UUID, number: int) -> bytes:
    """Return what a file is, sealed to the report's public key."""
    return seal_to(public, head.as_bytes(), label=f"incidents.SealedFile.head:{uid}:{number}", pad=_HEAD)


def open_head(pair: Pair, sealed: bytes, uid: UUID, number: int) -> Head:
    """Return what a file is. Raises `CannotOpen`."""
    return Head.from_bytes(open_sealed(pair, sealed, label=f"incidents.SealedFile.head:{uid}:{number}"))


def file_label(uid: UUID, number: int) -> str:
    """Return the label of a file's parts, sealed with the file's own key."""
    return f"incidents.SealedPart.content:{uid}:{number}"
