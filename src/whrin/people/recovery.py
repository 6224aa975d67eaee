"""Recovery codes: made, written as people can copy them, and read back however they were typed."""

import secrets

#: Crockford's 32 signs: no I, L, O or U, so that nothing is mistaken for something else.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 24
GROUP = 4
HOW_MANY = 10
_MISREAD = str.maketrans("ILO", "110")


def new_code() -> str:
    """Return 24 signs (120 bits) in groups of four."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def canonical(typed: str) -> str:
    """Return a code as it is compared: capitals, no hyphens or spaces, look-alikes read as meant."""
    return "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_MISREAD)
