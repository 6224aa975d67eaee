"""What a reader of any format finds: one record, where it begins, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Found:
    """One record in the shape of CSL-JSON. `line`: where it begins, from 1. `fault`: why it cannot be read,
    and then it is refused. `remarks`: sentences for staff. `files`: paths beside the file, in its own words.
    """

    record: Any
    line: int = 0
    fault: str = ""
    remarks: Sequence[str] = ()
    files: Sequence[str] = field(default_factory=tuple)
