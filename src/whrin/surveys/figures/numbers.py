"""What may be said of numbers without telling anybody's own."""

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Numbers:
    """A short description; None: it would tell too much of one of them. Rounded to three digits."""

    mean: float | None = None
    lower: float | None = None
    median: float | None = None
    upper: float | None = None
    least: float | None = None
    most: float | None = None


def described(numbers: Sequence[float], smallest: int) -> Numbers:
    """Describe numbers: the mean unless one of them makes up half of it, the median and the quartiles where
    at least `smallest` lie on each side, the least and the most where at least `smallest` said just that.
    """
    known = sorted(numbers)
    if len(known) < max(smallest, 1):
        return Numbers()
    times = Counter(known)
    heaviest, weight = max(map(abs, known)), math.fsum(map(abs, known))
    is_even = smallest == 1 or 2 * heaviest <= weight or not heaviest
    lower, median, upper = _quartiles(known)
    halves, quarters = len(known) >= 2 * smallest, len(known) >= 4 * smallest
    return Numbers(
        mean=_rounded(math.fsum(known) / len(known)) if is_even else None,
        lower=_rounded(lower) if quarters else None,
        median=_rounded(median) if halves or smallest == 1 else None,
        upper=_rounded(upper) if quarters else None,
        least=_rounded(known[0]) if times[known[0]] >= smallest else None,
        most=_rounded(known[-1]) if times[known[-1]] >= smallest else None,
    )


def _quartiles(known: Sequence[float]) -> list[float]:
    return statistics.quantiles(known, n=4, method="inclusive") if len(known) > 1 else [known[0]] * 3


def _rounded(number: float) -> float:
    return float(f"{number:.3g}")
