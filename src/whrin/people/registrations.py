"""What this room gives to the daily work."""

from django.core.management import call_command

from whrin.kit.daily import register_daily, register_hourly
from whrin.people.actions import finish_deletions, forget_answered, lapse_memberships
from whrin.people.actions.sessions import forget_ended_sessions
from whrin.people.exporting import export
from whrin.people.leaving import register_export
from whrin.people.residue import cut_back_the_log


def clear_ended_sessions() -> None:
    """Delete the rows of sessions that have ended."""
    call_command("clearsessions")


def keep_house() -> None:
    """Let go of what has ended or was answered long ago."""
    clear_ended_sessions()
    forget_ended_sessions()
    lapse_memberships()
    forget_answered()
    cut_back_the_log()


def register() -> None:
    """Keep house every day, finish deletions that were cut short; give each person what is held of her."""
    register_daily("people", keep_house)
    register_hourly("people-deletions", finish_deletions)
    register_export("people", export)
