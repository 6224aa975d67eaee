"""Actions: what participants and coordinators do. Each is atomic.

What a member says or keeps is not written into the audit log: its lines would tie her names in two spaces
together, and tie her to words she has detached. Moderators' acts stand in the log of the space, those of
coordinators in the audit log.
"""

from whrin.forum.actions.joining import join_space, leave_space, settle_place
from whrin.forum.actions.keeping import keep_draft, mute_thread, react, set_bookmark
from whrin.forum.actions.leaving import delete_words, detach_words, erase_person
from whrin.forum.actions.polling import add_poll, answer_poll, close_poll, take_answer_back
from whrin.forum.actions.spaces import change_space, make_space, name_moderator
from whrin.forum.actions.writing import (
    CannotWrite,
    NothingSaid,
    Silenced,
    SpaceFrozen,
    TooLong,
    TooSoon,
    edit_post,
    withdraw_post,
    write_post,
)

__all__ = [
    "CannotWrite",
    "NothingSaid",
    "Silenced",
    "SpaceFrozen",
    "TooLong",
    "TooSoon",
    "add_poll",
    "answer_poll",
    "change_space",
    "close_poll",
    "delete_words",
    "detach_words",
    "edit_post",
    "erase_person",
    "join_space",
    "keep_draft",
    "leave_space",
    "make_space",
    "mute_thread",
    "name_moderator",
    "react",
    "set_bookmark",
    "settle_place",
    "take_answer_back",
    "withdraw_post",
    "write_post",
]
