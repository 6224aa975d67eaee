"""Pages of a list, counted from 1."""

import math

from whrin.kit.numbers import number_in


def last_page(total: int, size: int) -> int:
    """Return the last page of a list of `total` things, `size` on a page; an empty list has one, too."""
    return max(1, math.ceil(total / size))


def page_within(written: str, last: int) -> int:
    """Return the page asked for, or the one nearest to it that there is; the first for what is no number."""
    return min(max(number_in(written, 1), 1), last)
