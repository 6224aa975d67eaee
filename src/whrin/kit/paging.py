"""Pages of a list, counted from 1."""

import math


def last_page(total: int, size: int) -> int:
    """Return the last page of a list of `total` things, `size` on a page; an empty list has one, too."""
    return max(1, math.ceil(total / size))
