"""What this room gives to the daily work."""

from django.core.management import call_command

from whrin.kit.daily import register_daily
from whrin.people.actions import cut_back_the_log, finish_deletions, forget_answered, lapse_memberships
from whrin.people.actions.sessions import forget_ended_sessions
from whrin.people.exporting import export
from whrin.people.leaving import register_export


def clear_ended_sessions() -> None:
    """Delete the rows of sessions that have ended."""
    call_command("clearsessions")


def keep_house() -> None:
    """Let go of what has ended or was answered long ago; finish what was cut short."""
    clear_ended_sessions()
    forget_ended_sessions()
    lapse_memberships()
    forget_answered()
    finish_deletions()
    cut_back_the_log()


def register() -> None:
    """Keep house every day; give each person what this room holds of her."""
    register_daily("people", keep_house)
    register_export("people", export)
