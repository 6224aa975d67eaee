"""What this room gives to the daily work."""

from whrin.audit.tasks import erase_old_events
from whrin.kit.daily import register_daily


def register() -> None:
    """Let go of events after two years."""
    register_daily("audit", erase_old_events.func)
