"""Numbers by lot, for rows that must not lie in the order in which they came."""

import secrets


def by_lot() -> int:
    """Return a number for a row, at most 62 bits."""
    return secrets.randbits(62)
