"""Spaces and who is in them; what is said; what readers keep; what moderators do."""

from whrin.forum.models.keeping import Bookmark, Draft, Mute, Reaction
from whrin.forum.models.moderation import Claim, Entry, NameRequest, PostAppeal, Report
from whrin.forum.models.spaces import Participant, Space
from whrin.forum.models.talk import Mention, Post, Thread

__all__ = [
    "Bookmark",
    "Claim",
    "Draft",
    "Entry",
    "Mention",
    "Mute",
    "NameRequest",
    "Participant",
    "Post",
    "PostAppeal",
    "Reaction",
    "Report",
    "Space",
    "Thread",
]
