"""What people do with their accounts, and what is done about them. Each asks who does it (`by`)."""

from whrin.people.actions.joining import apply, invite, join_by_invitation, make_member, vouch
from whrin.people.actions.recovery import (
    make_recovery_codes,
    make_recovery_phrase,
    recover,
    use_recovery_code,
)
from whrin.people.actions.sessions import end_all_sessions, end_session, forget_ended_sessions, note_session

__all__ = [
    "apply",
    "end_all_sessions",
    "end_session",
    "forget_ended_sessions",
    "invite",
    "join_by_invitation",
    "make_member",
    "make_recovery_codes",
    "make_recovery_phrase",
    "note_session",
    "recover",
    "use_recovery_code",
    "vouch",
]
