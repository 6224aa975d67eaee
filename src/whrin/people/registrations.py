"""What this room gives to the daily work."""

from django.core.management import call_command

from whrin.kit.daily import register_daily


def clear_ended_sessions() -> None:
    """Delete the rows of sessions that have ended."""
    call_command("clearsessions")


def register() -> None:
    """Let go of sessions that have ended."""
    register_daily("people", clear_ended_sessions)
