"""What this room gives to the daily work."""

from whrin.documents.tasks import sweep_incoming
from whrin.kit.daily import register_daily


def register() -> None:
    """Sweep what a crash left among the files on their way in."""
    register_daily("documents", sweep_incoming.func)
