"""Work for every day and every hour: rooms put theirs in, the background worker does it."""

from collections.abc import Callable

_chores: dict[str, Callable[[], object]] = {}
_hourly: dict[str, Callable[[], object]] = {}


def register_daily(name: str, chore: Callable[[], object]) -> None:
    """Have `chore` done once a day. It must bear being done twice. The last registration of a name wins."""
    _chores[name] = chore


def daily_chores() -> dict[str, Callable[[], object]]:
    """Return every chore by its name."""
    return dict(_chores)


def register_hourly(name: str, chore: Callable[[], object]) -> None:
    """Have `chore` done once an hour. It must bear being done twice. The last registration of a name wins."""
    _hourly[name] = chore


def hourly_chores() -> dict[str, Callable[[], object]]:
    """Return every chore of the hour by its name."""
    return dict(_hourly)
