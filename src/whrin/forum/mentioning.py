"""`@Name`: participants of a space who are named in a post."""

import re
from collections.abc import Iterator

from whrin.forum.models import Mention, Participant, Post, Space
from whrin.forum.names import mark_in
from whrin.people.choosing_names import LONGEST

_SIGN = re.compile(r"(?<![\w.@])@(?=\w)")
_WORD_END = re.compile(r"\w\b")
_MOST, _MOST_WORDS = 20, 4


def possible_names(text: str) -> Iterator[str]:
    """Give what may be the name after each `@`: its first word, its first two, up to four."""
    for at in list(_SIGN.finditer(text))[:_MOST]:
        line = text[at.end() : at.end() + LONGEST].split("\n", maxsplit=1)[0]
        for end in list(_WORD_END.finditer(line))[:_MOST_WORDS]:
            yield line[: end.end()]


def participants_named(space: Space, text: str) -> list[Participant]:
    """Return the participants of a space whom a text names."""
    marks = {mark_in(space, name) for name in possible_names(text)}
    return list(Participant.objects.filter(space=space, mark__in=marks)) if marks else []


def note_mentions(post: Post, text: str) -> None:
    """Keep whom a post names; who is no longer named is let go."""
    named = [found for found in participants_named(post.thread.space, text) if found.pk != post.author_id]
    Mention.objects.filter(post=post).exclude(participant__in=named).delete()
    rows = [Mention(post=post, participant=participant) for participant in named]
    Mention.objects.bulk_create(rows, ignore_conflicts=True)
