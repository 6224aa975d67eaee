"""Slow derivations, two at a time on the whole machine: each takes 64 MiB, and fifty at once would take three
gigabytes.

The places are locks on two files in the data folder, which fall when a process dies.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from whrin.people.sealing import key_for
from whrin.vault import wraps
from whrin.vault.wraps import Cost

#: Derivations at once, seconds that one waits for its turn, and between two looks.
PLACES, PATIENCE, MOMENT = 2, 30.0, 0.02


class TooBusy(Exception):
    """Too many others wait for the same; it is worth trying again in a moment. Nothing was changed."""

    def __init__(self) -> None:
        super().__init__(_("Many people are here at this moment. Nothing is lost: try again in a minute."))


@contextmanager
def one_of_two(patience: float = PATIENCE) -> Iterator[None]:
    """Wait for a place, for `patience` seconds at most, and hold it. Raises `TooBusy`."""
    folder = settings.VAR / "turns"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    deadline = time.monotonic() + patience
    while (held := _hold_one([folder / f"slow-{place}" for place in range(PLACES)])) is None:
        if time.monotonic() >= deadline:
            raise TooBusy
        time.sleep(MOMENT)
    try:
        yield
    finally:
        held.close()


def _hold_one(paths: list[Path]) -> IO[bytes] | None:
    for path in paths:
        file: IO[bytes] = path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
        else:
            return file
    return None


def cost_now() -> Cost:
    """Return what a guess costs on this site."""
    return Cost(*settings.VAULT_COST)


def peppers() -> list[bytes]:
    """Return what passphrases are mixed with, kept apart from the database: the one in use, then earlier
    ones.
    """
    return [
        key_for("vault pepper", secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def wrap(secret: bytes, passphrase: str, *, label: str) -> bytes:
    """Return a secret sealed under a passphrase. Raises `TooBusy`."""
    with one_of_two():
        return wraps.wrap(secret, passphrase, label=label, pepper=peppers()[0], cost=cost_now())


def unwrap(wrapped: bytes, passphrase: str, *, label: str) -> bytes:
    """Return the secret. Raises `CannotOpen`, `TooBusy`."""
    with one_of_two():
        return wraps.unwrap(wrapped, passphrase, label=label, peppers=peppers())


def is_up_to_date(wrapped: bytes) -> bool:
    """Say whether this was wrapped as one would be now."""
    return wraps.is_up_to_date(wrapped, pepper=peppers()[0], cost=cost_now())


def work_for_nothing(secret: str) -> None:
    """Take as long as opening does, where there is nothing to open. Raises `TooBusy`."""
    with one_of_two():
        wraps.derive(secret, pepper=peppers()[0], salt=bytes(wraps.SALT), cost=cost_now())
