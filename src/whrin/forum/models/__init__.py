"""Spaces and who is in them; what is said, kept and moderated there; what comes from old lists."""

from whrin.forum.models.archives import Move, OldLetter, OldSubscriber
from whrin.forum.models.keeping import Bookmark, Draft, Mute, Reaction
from whrin.forum.models.moderation import Claim, Entry, NameRequest, PostAppeal, Report
from whrin.forum.models.polls import Poll
from whrin.forum.models.spaces import Participant, Space
from whrin.forum.models.talk import Mention, Post, Thread

__all__ = [
    "Bookmark",
    "Claim",
    "Draft",
    "Entry",
    "Mention",
    "Move",
    "Mute",
    "NameRequest",
    "OldLetter",
    "OldSubscriber",
    "Participant",
    "Poll",
    "Post",
    "PostAppeal",
    "Reaction",
    "Report",
    "Space",
    "Thread",
]
