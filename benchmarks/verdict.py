"""When a benchmark fails.

A full run fails as soon as a promise is missed. A quick one, among other work on the same machine, prints the
same verdict and fails only where the promise is missed by half: it watches for a fall, and leaves the promise
to a full run on a machine that is quiet.
"""

SLACK = 2.0


def fails(missed_by: float, *, quick: bool) -> bool:
    """Say whether a run fails. `missed_by`: measured over promised cost; 1 or less keeps the promise."""
    return missed_by > (SLACK if quick else 1.0)


def word(missed_by: float) -> str:
    """Return the verdict on the promise itself."""
    return "kept" if missed_by <= 1 else "NOT KEPT"
