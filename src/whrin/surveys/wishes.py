"""What a form may be told when it is made."""

import datetime
from typing import TypedDict


class Wishes(TypedDict, total=False):
    """Fields of `models.Form` that its author chooses."""

    audience: str
    opens_on: datetime.date | None
    closes_on: datetime.date | None
    is_sensitive: bool
    months_kept: int
    keeps_place: bool
    keeps_times: bool
    keeps_device: bool
    keeps_trail: bool
    keeps_why: str
    smallest_cell: int
