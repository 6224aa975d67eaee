"""What people do with their accounts, and what is done about them. Each asks who does it (`by`)."""

from whrin.people.actions.about_me import (
    confirm_address,
    correct,
    remove_address,
    set_address,
    show_card,
    take_card_back,
    write_card,
)
from whrin.people.actions.deletion import (
    delete_account,
    finish_deletions,
    make_deletion_code,
)
from whrin.people.actions.joining import apply, invite, join_by_invitation, make_member, vouch
from whrin.people.actions.membership import (
    answer_appeal,
    answer_application,
    appeal,
    forget_answered,
    lapse_memberships,
    leave,
    renew,
    suspend,
)
from whrin.people.actions.recovery import (
    make_recovery_codes,
    make_recovery_phrase,
    recover,
    use_recovery_code,
)
from whrin.people.actions.sessions import end_all_sessions, end_session, forget_ended_sessions, note_session

__all__ = [
    "answer_appeal",
    "answer_application",
    "appeal",
    "apply",
    "confirm_address",
    "correct",
    "delete_account",
    "end_all_sessions",
    "end_session",
    "finish_deletions",
    "forget_answered",
    "forget_ended_sessions",
    "invite",
    "join_by_invitation",
    "lapse_memberships",
    "leave",
    "make_deletion_code",
    "make_member",
    "make_recovery_codes",
    "make_recovery_phrase",
    "note_session",
    "recover",
    "remove_address",
    "renew",
    "set_address",
    "show_card",
    "suspend",
    "take_card_back",
    "use_recovery_code",
    "vouch",
    "write_card",
]
