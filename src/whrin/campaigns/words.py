"""What remarks and reasons say, opened with the key of whoever said it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from whrin.campaigns.models import Remark, SignOff
from whrin.people.keys import open_for, open_keys_of


@dataclass(frozen=True)
class Words:
    """`proposed`: other words for the paragraph, empty for a comment."""

    text: str
    proposed: str = ""


def words_of(remark: Remark) -> Words:
    """Return what a remark says. Raises `CannotOpenError`: whoever said it deletes her account just now."""
    said = json.loads(open_for(remark.person, remark.sealed, label=remark.label) or "{}")
    return Words(said.get("text", ""), said.get("proposed", ""))


def reason_of(sign_off: SignOff) -> str:
    """Return why somebody does not agree, or empty. Raises `CannotOpenError`."""
    return open_for(sign_off.person, sign_off.sealed, label=sign_off.label)


def open_people_of(rows: Iterable[Remark | SignOff]) -> None:
    """Open the keys of all who said something in one question."""
    open_keys_of([row.person for row in rows])
