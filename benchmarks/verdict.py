"""When a benchmark fails.

A full run fails as soon as a promise is missed. A quick one runs among other work on one machine, where
processor time was seen to grow fourfold: it prints the same verdict and fails only at five times
the promised cost. It watches for a collapse; the promise itself needs a full run on a quiet machine.
"""

SLACK = 5.0


def fails(missed_by: float, *, quick: bool) -> bool:
    """Say whether a run fails. `missed_by`: measured over promised cost; 1 or less keeps the promise."""
    return missed_by > (SLACK if quick else 1.0)


def word(missed_by: float) -> str:
    """Return the verdict on the promise itself."""
    return "kept" if missed_by <= 1 else "NOT KEPT"
