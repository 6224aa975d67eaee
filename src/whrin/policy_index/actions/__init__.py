"""What can be done with measures."""

from whrin.policy_index.actions.measures import (
    CannotPublish,
    WrongContent,
    change_measure,
    create_measure,
    note_check,
    publish_measure,
    withdraw_measure,
)
from whrin.policy_index.actions.showing import SHELF, show_anew
from whrin.policy_index.actions.suggestions import answer_suggestion, erase_answered, suggest

__all__ = [
    "SHELF",
    "CannotPublish",
    "WrongContent",
    "answer_suggestion",
    "change_measure",
    "create_measure",
    "erase_answered",
    "note_check",
    "publish_measure",
    "show_anew",
    "suggest",
    "withdraw_measure",
]
