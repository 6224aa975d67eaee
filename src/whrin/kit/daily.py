"""Work for every day: rooms put theirs in, the background worker does it."""

from collections.abc import Callable

_chores: dict[str, Callable[[], object]] = {}


def register_daily(name: str, chore: Callable[[], object]) -> None:
    """Have `chore` done once a day. It must bear being done twice. The last registration of a name wins."""
    _chores[name] = chore


def daily_chores() -> dict[str, Callable[[], object]]:
    """Return every chore by its name."""
    return dict(_chores)
