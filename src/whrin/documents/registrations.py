"""What this room gives to the daily work."""

from whrin.documents.printing.storing import sweep_printed
from whrin.documents.tasks import sweep_incoming
from whrin.kit.daily import register_daily


def register() -> None:
    """Sweep what a crash left among the files on their way in, and printed files that nobody asks for."""
    register_daily("documents", sweep_incoming.func)
    register_daily("documents.printing", sweep_printed)
