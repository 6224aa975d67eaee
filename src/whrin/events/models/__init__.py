"""Rows of the room."""

from whrin.events.models.bodies import Body, Deadline, Going, Session, UnderReview, Watcher
from whrin.events.models.decisions import Decision, FollowUp
from whrin.events.models.occasions import Occasion, Registration

__all__ = [
    "Body",
    "Deadline",
    "Decision",
    "FollowUp",
    "Going",
    "Occasion",
    "Registration",
    "Session",
    "UnderReview",
    "Watcher",
]
