"""A key that exists while the site runs, and nowhere but in memory: what it seals ends with the server.

The supervisor makes it and hands it to the web processes alone, so that all of them have the same. Where
nobody handed one over (a command, a test), each process has its own.
"""

import os
import secrets

#: The variable by which it is handed over. No setting: it must never stand in a file.
HANDED_OVER = "WHRIN_MEMORY_KEY"
_SIZE = 32
# Taken out at once: programmes that this process starts must not have it.
_handed = os.environ.pop(HANDED_OVER, "")
_key = bytes.fromhex(_handed) if len(_handed) == 2 * _SIZE else secrets.token_bytes(_SIZE)
del _handed


def memory_key() -> bytes:
    """Return 32 random bytes, the same for as long as the site runs."""
    return _key


def forget_memory_key() -> None:
    """Begin with another one, as a server that starts anew does. For tests."""
    global _key  # noqa: PLW0603 -- one for each process is what it is
    _key = secrets.token_bytes(_SIZE)
